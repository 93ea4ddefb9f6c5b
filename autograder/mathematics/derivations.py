"""Judge a derivation line by line, as mathematics.

Line 1 is the derivative still to be taken, each further line equals the one before, some line takes the
derivative, and the last one is written in the functions asked for. Each of these is an `Aspect` of its own,
so that each can be a check of its own; what cannot be decided is "unknown" and left to a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import NoneType

from msgspec.structs import replace

from autograder.mathematics.display import to_text
from autograder.mathematics.grammar import NotReadable
from autograder.mathematics.prover import Equality, Prover
from autograder.mathematics.repairs import RepairReport, judge_repair
from autograder.mathematics.steps import (
    Step,
    broken_sentence,
    compared,
    exhibit_row,
    explained,
    is_broken,
    read_steps,
    texts_of,
)
from autograder.mathematics.tasks import HOLDS, Aspect, Task, listed
from autograder.mathematics.trees import (
    Application,
    Binary,
    Constant,
    Derivative,
    Negative,
    Number,
    Tree,
    Variable,
    children,
    has_derivative,
    shape,
    walk,
)
from autograder.models import Exhibit

__all__ = ["Aspect", "Judge", "RepairReport", "Report", "Task", "judge", "judge_repair"]

MOST_TOLD = 3
"""Lines that are not readable, of which a message says why."""


@dataclass(frozen=True)
class Report:
    """What was found about a derivation.

    Attributes
    ----------
    readable, first_line, equality, derivative_removed, final_form, steps_shown : Aspect
        Every line is readable; line 1 is D of the definition; each line equals the one before; a line
        takes the derivative rightly; the last line is in the functions asked for; the steps are shown.
    answer : Aspect
        The last line is the derivative, whatever stands before it.
    first_broken : int or None
        The first line, counted from 1, that does not follow from the one before.
    slips : tuple of str
        The rules a slip in which leads to exactly that line, the likeliest first.
    exhibit : Exhibit
        Every line shown back as mathematics.
    """

    readable: Aspect
    first_line: Aspect
    equality: Aspect
    derivative_removed: Aspect
    final_form: Aspect
    steps_shown: Aspect
    answer: Aspect
    first_broken: int | None
    slips: tuple[str, ...]
    exhibit: Exhibit

    @property
    def slip(self) -> str:
        """The likeliest of the misapplied rules, such as "chain rule", or ''."""
        return self.slips[0] if self.slips else ""

    @property
    def aspects(self) -> dict[str, Aspect]:
        """All aspects by name, in the order in which a student should read them."""
        names = "readable first_line equality derivative_removed final_form answer steps_shown"
        return {name: getattr(self, name) for name in names.split()}

    @property
    def message(self) -> str:
        """Everything that does not hold, in words; '' when all does."""
        return " ".join(dict.fromkeys(a.message for a in self.aspects.values() if a.message))


def judge(task: Task, lines: object, prover: Prover) -> Report:
    """Judge a derivation.

    Parameters
    ----------
    task : Task
        What was to be derived.
    lines : object
        Whatever the student gave: a list or tuple of texts, or one text with line breaks. Blank lines and
        ``# comments`` are dropped, and ``A = B`` on a line is two steps. Anything else is not readable.
    prover : Prover
        Decides equality.

    Returns
    -------
    Report
        Every aspect; the readable lines are judged even when others are not readable.
    """
    try:
        texts = texts_of(lines)
    except NotReadable as error:
        return _unreadable(task, f"not readable: {error}")
    return _judged(task, texts, prover)


def _judged(task: Task, texts: Sequence[str], prover: Prover) -> Report:
    steps, reasons = read_steps(task, texts)
    judged = explained(task, compared(task, steps, prover), prover)
    broken = next(filter(is_broken, judged), None)
    first_line = _first_line(task, judged, reasons, prover)
    rows = [exhibit_row(task, number, text, judged, reasons) for number, text in enumerate(texts, 1)]
    if first_line.verdict == "fails" and not rows[0].note:
        rows[0] = replace(rows[0], ok=False, note=first_line.message)
    return Report(
        readable=Aspect("fails", _unread(reasons)) if reasons else HOLDS,
        first_line=first_line,
        equality=_equality(task, judged, reasons),
        derivative_removed=_removed(task, judged, reasons),
        final_form=_final_form(task, judged, reasons),
        steps_shown=_steps_shown(task, judged, reasons),
        answer=_answer(task, judged, reasons, prover),
        first_broken=broken.line if broken else None,
        slips=tuple(slip.rule for slip in broken.slips) if broken else (),
        exhibit=Exhibit(f"Your derivation: {task.name}", tuple(rows)),
    )


def _unreadable(task: Task, message: str) -> Report:
    fails = Aspect("fails", message)
    exhibit = Exhibit(f"Your derivation: {task.name}", ())
    return Report(fails, fails, fails, fails, fails, fails, fails, None, (), exhibit)


def _first_line(task: Task, steps: Sequence[Step], reasons: Mapping[int, str], prover: Prover) -> Aspect:
    first = steps[0].tree
    if first is None:
        return Aspect("fails", reasons[steps[0].line])
    wanted = f"line 1 should be D of the function itself, such as {to_text(task.start)}"
    if not has_derivative(first):
        return Aspect("fails", f"Line 1 has no D: {wanted}.")
    if _taken_already(first):
        return Aspect("fails", f"In line 1 something stands outside of D already: {wanted}.")
    equality = prover.equal(task.start, first, task.definitions)
    if equality.verdict == "unknown":
        return Aspect("unknown", f"Line 1 could not be compared with the definition: {equality.reason}.")
    if equality.verdict == "different":
        return Aspect(
            "fails", f"Line 1 is another derivative: {wanted}.{_seen(task, equality, 'it', 'line 1')}"
        )
    return HOLDS


def _taken_already(tree: Tree) -> bool:
    """Tell whether the variable stands outside of every D."""
    if isinstance(tree, Derivative):
        return False
    return isinstance(tree, Variable) or any(_taken_already(part) for part in children(tree))


def _equality(task: Task, steps: Sequence[Step], reasons: Mapping[int, str]) -> Aspect:
    broken = next(filter(is_broken, steps), None)
    if broken is not None:
        return Aspect("fails", broken_sentence(task, broken))
    if reasons:
        return Aspect("fails", _unread(reasons))
    if len(steps) < 2:
        return Aspect("fails", "There is only one line: nothing follows from it yet.")
    doubt = next((step for step in steps if step.equality and step.equality.verdict == "unknown"), None)
    if doubt is not None and doubt.equality is not None:
        return Aspect("unknown", f"Line {doubt.line} could not be compared: {doubt.equality.reason}.")
    return HOLDS


def _unread(reasons: Mapping[int, str]) -> str:
    """Say why lines are not readable: of the first few, and how many more there are."""
    told = list(reasons.values())[:MOST_TOLD]
    more = len(reasons) - len(told)
    return " ".join(told) + (f" And {more} more." if more else "")


def _seen(task: Task, e: Equality, left: str, right: str) -> str:
    return f" At {task.variable} = {e.point}, {left} is {e.left} and {right} is {e.right}." if e.point else ""


def _removed(task: Task, steps: Sequence[Step], reasons: Mapping[int, str]) -> Aspect:
    """Judge the steps that take a derivative: those after which fewer D are left."""
    taking = [
        step
        for before, step in pairwise(steps)
        if before.tree and step.tree and has_derivative(before.tree) and not has_derivative(step.tree)
    ]
    if not taking:
        if reasons:
            return Aspect("fails", _unread(reasons))
        return Aspect(
            "fails", "No line takes the derivative: some line must follow from one with D, without D."
        )
    verdicts = [step.equality.verdict if step.equality else "unknown" for step in taking]
    if "equal" in verdicts:
        return HOLDS
    if "different" in verdicts:
        return Aspect("fails", broken_sentence(task, taking[verdicts.index("different")]))
    return Aspect("unknown", f"Line {taking[0].line} could not be compared with the one before.")


def _final_form(task: Task, steps: Sequence[Step], reasons: Mapping[int, str]) -> Aspect:
    last = steps[-1]
    if last.tree is None:
        return Aspect("fails", reasons[last.line])
    if has_derivative(last.tree):
        return Aspect("fails", f"The last line still holds D. {task.final_rule}")
    foreign = _foreign(task, last.tree)
    if foreign:
        return Aspect("fails", f"The last line holds {listed(sorted(foreign))}. {task.final_rule}")
    return HOLDS


def _answer(task: Task, steps: Sequence[Step], reasons: Mapping[int, str], prover: Prover) -> Aspect:
    last = steps[-1]
    if last.tree is None:
        return Aspect("fails", reasons[last.line])
    if has_derivative(last.tree):
        return Aspect("fails", "The last line still holds D.")
    equality = prover.equal(task.start, last.tree, task.definitions)
    if equality.verdict == "unknown":
        return Aspect("unknown", f"The last line could not be compared: {equality.reason}.")
    if equality.verdict == "different":
        seen = _seen(task, equality, "the derivative", "the last line")
        return Aspect("fails", f"The last line is not the derivative.{seen}")
    return HOLDS


def _foreign(task: Task, tree: Tree) -> set[str]:
    """Return what a last line may not hold."""
    match tree:
        case Application(name, argument):
            if name not in task.final:
                return {name}
            parts = walk(argument)
            return {p.name for p in parts if isinstance(p, Application | Constant)}
        case Variable(name):
            return set() if task.final_variable else {f"a bare {name}"}
        case Constant(name):
            return {name}
        case Number() | Negative() | Binary() | Derivative():
            return {name for part in children(tree) for name in _foreign(task, part)}
    raise TypeError(tree)


def _steps_shown(task: Task, steps: Sequence[Step], reasons: Mapping[int, str]) -> Aspect:
    if reasons:
        return Aspect("fails", _unread(reasons))
    if len(steps) < task.min_lines:
        lines = "1 line" if len(steps) == 1 else f"{len(steps)} lines"
        return Aspect("fails", f"There are {lines}. {task.steps_rule}")
    shapes = [shape(step.tree) if step.tree else None for step in steps]
    for (before, step), (one, other) in zip(pairwise(steps), pairwise(shapes), strict=True):
        if before.tree and step.tree and one == other:
            return Aspect("fails", f"Line {step.line} repeats the one before it. {task.steps_rule}")
    return HOLDS


class Judge:
    """Judges derivations with one prover and remembers what it judged.

    Parameters
    ----------
    prover : Prover
        Decides equality.
    """

    def __init__(self, prover: Prover) -> None:
        self._prover = prover
        self._reports: dict[tuple[str, ...], Report] = {}
        self._repairs: dict[tuple[object, ...], RepairReport] = {}

    def judge(self, task: Task, lines: object) -> Report:
        """Judge a derivation; see `judge`."""
        try:
            texts = texts_of(lines)
        except NotReadable:
            return judge(task, lines, self._prover)
        key = (repr(task), *texts)
        if key not in self._reports:
            self._reports[key] = _judged(task, texts, self._prover)
        return self._reports[key]

    def judge_repair(self, task: Task, lines: Sequence[str], claimed: object, mended: object) -> RepairReport:
        """Judge a mended derivation; see `judge_repair`."""
        if type(claimed) is not int or type(mended) not in (str, NoneType):  # no honest answer: judged anew
            return judge_repair(task, lines, claimed, mended, self._prover)
        key = (repr(task), *lines, claimed, mended)
        if key not in self._repairs:
            self._repairs[key] = judge_repair(task, lines, claimed, mended, self._prover)
        return self._repairs[key]
