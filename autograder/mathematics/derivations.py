"""Judge a derivation line by line, as mathematics.

Line 1 is the derivative still to be taken, each further line equals the one before, some line takes the
derivative, and the last one is written in the functions asked for. Each of these is an `Aspect` of its own,
so that each can be a check of its own; what cannot be decided is "unknown" and left to a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol

import pytest

from autograder.mathematics.display import to_mathml, to_text
from autograder.mathematics.grammar import NotReadable, parse, parse_chain
from autograder.mathematics.prover import Equality, Prover
from autograder.mathematics.slips import Slip, slips_of
from autograder.mathematics.trees import (
    Binary,
    Call,
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
from autograder.models import Exhibit, ExhibitRow

MOST_LINES = 60
"""Lines of one derivation that are read."""


class Doubting(Protocol):
    """Whoever leaves a question to a person; the `student` fixture does."""

    def doubt(self, why: str) -> None:
        """End the check as pending."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing asked of a derivation, and whether it holds.

    Attributes
    ----------
    verdict : {'holds', 'fails', 'unknown'}
        "unknown" is for a person to decide.
    message : str
        Why it does not hold, in words for the student; '' when it does.
    """

    verdict: Literal["holds", "fails", "unknown"] = "holds"
    message: str = ""

    def __bool__(self) -> bool:
        return self.verdict == "holds"

    def require(self, student: Doubting) -> None:
        """Fail the running check when this does not hold, or leave it to a person when it is unknown.

        Parameters
        ----------
        student : Doubting
            The `student` fixture of the check.
        """
        if self.verdict == "fails":
            pytest.fail(self.message, pytrace=False)
        if self.verdict == "unknown":
            student.doubt(self.message)


HOLDS = Aspect()


@dataclass(frozen=True)
class Task:
    """What is to be derived, and what a derivation of it must look like.

    Attributes
    ----------
    name : str
        What it is, for the feedback: "the derivative of sigma".
    definition : str
        The function, as an expression in the variable.
    functions : mapping of str to str
        Named functions beyond the built-in ones, each as an expression in the variable.
    final : tuple of str
        The functions that the last line may use.
    final_variable : bool
        Whether the variable may also stand outside of them in the last line.
    min_lines : int
        How many lines the rule "steps shown" asks for.
    variable : str
        The variable.
    """

    name: str
    definition: str
    functions: Mapping[str, str] = field(default_factory=dict)
    final: tuple[str, ...] = ()
    final_variable: bool = False
    min_lines: int = 4
    variable: str = "x"

    @cached_property
    def names(self) -> frozenset[str]:
        """The functions an expression may use beyond the built-in ones."""
        return frozenset(self.functions)

    @cached_property
    def definitions(self) -> dict[str, Tree]:
        """What the named functions are, as trees."""
        return {name: self.read(text) for name, text in self.functions.items()}

    @cached_property
    def start(self) -> Derivative:
        """The derivative to be taken."""
        return Derivative(self.read(self.definition), self.variable)

    @property
    def steps_rule(self) -> str:
        """What "steps shown" means, a sentence to print for the student."""
        return f"At least {self.min_lines} lines, and no line repeats the one before it."

    @property
    def final_rule(self) -> str:
        """What the last line may hold, a sentence to print for the student."""
        allowed = [f"{name}({self.variable})" for name in self.final]
        allowed += [self.variable] if self.final_variable else []
        listed = " and ".join(["numbers", *allowed]) if len(allowed) < 2 else _listed(["numbers", *allowed])
        return f"The last line holds {listed} alone: no D, and no other function."

    def read(self, text: str) -> Tree:
        """Read one expression in this task's names."""
        return parse(text, self.names, self.variable)


@dataclass(frozen=True, slots=True)
class Step:
    """One expression of a derivation and how it follows.

    Attributes
    ----------
    line : int
        The line it stands on, counted from 1.
    tree : Tree or None
        The expression; None when the line was not readable.
    equality : Equality or None
        How it compares with the one before; None for the first, and beside unreadable lines.
    slip : Slip or None
        The misapplied rule that gives exactly this line.
    """

    line: int
    tree: Tree | None
    equality: Equality | None = None
    slip: Slip | None = None


@dataclass(frozen=True)
class Report:
    """What was found about a derivation.

    Attributes
    ----------
    readable, first_line, equality, derivative_removed, final_form, steps_shown : Aspect
        Every line is readable; line 1 is D of the definition; each line equals the one before; a line
        takes the derivative rightly; the last line is in the functions asked for; the steps are shown.
    first_broken : int or None
        The first line, counted from 1, that does not follow from the one before.
    slip : str
        The rule that was misapplied there, such as "chain rule", or ''.
    exhibit : Exhibit
        Every line shown back as mathematics.
    """

    readable: Aspect
    first_line: Aspect
    equality: Aspect
    derivative_removed: Aspect
    final_form: Aspect
    steps_shown: Aspect
    first_broken: int | None
    slip: str
    exhibit: Exhibit

    @property
    def aspects(self) -> dict[str, Aspect]:
        """All aspects by name, in the order in which a student should read them."""
        names = ("readable", "first_line", "equality", "derivative_removed", "final_form", "steps_shown")
        return {name: getattr(self, name) for name in names}

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
    steps, reasons = _read(task, texts)
    judged = _judged_steps(task, steps, prover)
    broken = next((s for s in judged if s.equality and s.equality.verdict == "different"), None)
    rows = tuple(_row(number, text, judged, reasons) for number, text in enumerate(texts, 1))
    return Report(
        readable=Aspect("fails", " ".join(reasons.values())) if reasons else HOLDS,
        first_line=_first_line(task, judged, reasons, prover),
        equality=_equality(judged, reasons),
        derivative_removed=_removed(judged, reasons),
        final_form=_final_form(task, judged, reasons),
        steps_shown=_steps_shown(task, judged, reasons),
        first_broken=broken.line if broken else None,
        slip=broken.slip.rule if broken and broken.slip else "",
        exhibit=Exhibit(f"Your derivation: {task.name}", rows),
    )


def texts_of(lines: object) -> list[str]:
    """Return the lines of a derivation, without comments and blank lines.

    Parameters
    ----------
    lines : object
        Whatever the student gave.

    Returns
    -------
    list of str
        At least one line.

    Raises
    ------
    NotReadable
        When it is not a list of texts, is empty, or is longer than `MOST_LINES`.
    """
    if isinstance(lines, str):
        lines = lines[: MOST_LINES * 2000].splitlines()
    if not isinstance(lines, list | tuple):
        kind = "nothing (None)" if lines is None else f"of type {type(lines).__name__}"
        raise NotReadable(f"a derivation is a list of texts, one a line; this is {kind}")
    if len(lines) > MOST_LINES:
        raise NotReadable(f"more than {MOST_LINES} lines")
    for position, line in enumerate(lines, 1):
        if not isinstance(line, str):
            raise NotReadable(
                f"line {position} is of type {type(line).__name__}; write each line as a text in quotes"
            )
    texts = [str(line)[:2000].split("#")[0].strip() for line in lines]
    if not any(texts):
        raise NotReadable("there are no lines yet")
    return [text for text in texts if text]


def _unreadable(task: Task, message: str) -> Report:
    fails = Aspect("fails", message)
    exhibit = Exhibit(f"Your derivation: {task.name}", ())
    return Report(fails, fails, fails, fails, fails, fails, None, "", exhibit)


def _read(task: Task, texts: Sequence[str]) -> tuple[list[Step], dict[int, str]]:
    """Read every line; return the steps, and why lines are not readable, by their number."""
    steps: list[Step] = []
    reasons: dict[int, str] = {}
    for line, text in enumerate(texts, 1):
        try:
            steps += [Step(line, tree) for tree in parse_chain(text, task.names, task.variable)]
        except NotReadable as error:
            reasons[line] = f"Line {line} is not readable: {error}."
            steps.append(Step(line, None))
    return steps, reasons


def _judged_steps(task: Task, steps: Sequence[Step], prover: Prover) -> list[Step]:
    judged = list(steps[:1])
    for before, step in zip(steps, steps[1:], strict=False):
        if before.tree is None or step.tree is None:
            judged.append(step)
            continue
        equality = prover.equal(before.tree, step.tree, task.definitions)
        slip = _slip(task, before.tree, step.tree, prover) if equality.verdict == "different" else None
        judged.append(Step(step.line, step.tree, equality, slip))
    return judged


def _slip(task: Task, before: Tree, after: Tree, prover: Prover) -> Slip | None:
    """Return the misapplied rule that leads from one line to the next, if one does."""
    variants = slips_of(before, task.definitions)
    found = prover.matches(after, [tree for _, tree in variants], task.definitions) if variants else ()
    if found:
        return variants[found[0]][0]
    if prover.matches(after, [Negative(before)], task.definitions):
        return Slip("sign", "a minus sign is lost or too many")
    return None


def _first_line(task: Task, steps: Sequence[Step], reasons: Mapping[int, str], prover: Prover) -> Aspect:
    first = steps[0].tree
    if first is None:
        return Aspect("fails", reasons[steps[0].line])
    wanted = f"line 1 should be D of the function itself, such as {to_text(task.start)}"
    if not has_derivative(first):
        return Aspect("fails", f"Line 1 has no D: {wanted}.")
    equality = prover.equal(task.start, first, task.definitions)
    if equality.verdict == "unknown":
        return Aspect("unknown", f"Line 1 could not be compared with the definition: {equality.reason}.")
    if equality.verdict == "different":
        return Aspect(
            "fails", f"Line 1 is another derivative: {wanted}.{_seen(task, equality, 'it', 'line 1')}"
        )
    return HOLDS


def _equality(steps: Sequence[Step], reasons: Mapping[int, str]) -> Aspect:
    broken = [step for step in steps if step.equality and step.equality.verdict == "different"]
    if broken:
        return Aspect("fails", _broken_sentence(broken[0]))
    if reasons:
        return Aspect("fails", " ".join(reasons.values()))
    if len(steps) < 2:
        return Aspect("fails", "There is only one line: nothing follows from it yet.")
    doubt = next((step for step in steps if step.equality and step.equality.verdict == "unknown"), None)
    if doubt is not None and doubt.equality is not None:
        return Aspect("unknown", f"Line {doubt.line} could not be compared: {doubt.equality.reason}.")
    return HOLDS


def _broken_sentence(step: Step) -> str:
    slip = (
        f" This is what comes out by a slip of the {_rule(step.slip)}: {step.slip.sentence}."
        if step.slip
        else ""
    )
    return f"Line {step.line} does not equal what stands before it.{_seen_before(step)}{slip}"


def _rule(slip: Slip) -> str:
    return slip.rule


def _seen_before(step: Step) -> str:
    e = step.equality
    if e is None or not e.point:
        return ""
    return f" At x = {e.point} the one before is {e.left} and line {step.line} is {e.right}."


def _seen(task: Task, e: Equality, left: str, right: str) -> str:
    return f" At {task.variable} = {e.point}, {left} is {e.left} and {right} is {e.right}." if e.point else ""


def _removed(steps: Sequence[Step], reasons: Mapping[int, str]) -> Aspect:
    """Judge the steps that take a derivative: those after which fewer D are left."""
    taking = [
        step
        for before, step in zip(steps, steps[1:], strict=False)
        if before.tree and step.tree and has_derivative(before.tree) and not has_derivative(step.tree)
    ]
    if not taking:
        if reasons:
            return Aspect("fails", " ".join(reasons.values()))
        return Aspect(
            "fails", "No line takes the derivative: some line must follow from one with D, without D."
        )
    verdicts = [step.equality.verdict if step.equality else "unknown" for step in taking]
    if "equal" in verdicts:
        return HOLDS
    if "different" in verdicts:
        return Aspect("fails", _broken_sentence(taking[verdicts.index("different")]))
    return Aspect("unknown", f"Line {taking[0].line} could not be compared with the one before.")


def _final_form(task: Task, steps: Sequence[Step], reasons: Mapping[int, str]) -> Aspect:
    last = steps[-1]
    if last.tree is None:
        return Aspect("fails", reasons[last.line])
    if has_derivative(last.tree):
        return Aspect("fails", f"The last line still holds D. {task.final_rule}")
    foreign = _foreign(task, last.tree)
    if foreign:
        return Aspect("fails", f"The last line holds {_listed(sorted(foreign))}. {task.final_rule}")
    return HOLDS


def _foreign(task: Task, tree: Tree) -> set[str]:
    """Return what a last line may not hold."""
    match tree:
        case Call(name, argument):
            if name not in task.final:
                return {name}
            parts = walk(argument)
            return {p.name for p in parts if isinstance(p, Call | Constant)}
        case Variable(name):
            return set() if task.final_variable else {f"a bare {name}"}
        case Constant(name):
            return {name}
        case Number() | Negative() | Binary() | Derivative():
            return {name for part in children(tree) for name in _foreign(task, part)}
    raise TypeError(tree)


def _steps_shown(task: Task, steps: Sequence[Step], reasons: Mapping[int, str]) -> Aspect:
    if reasons:
        return Aspect("fails", " ".join(reasons.values()))
    if len(steps) < task.min_lines:
        lines = "1 line" if len(steps) == 1 else f"{len(steps)} lines"
        return Aspect("fails", f"There are {lines}. {task.steps_rule}")
    for before, step in zip(steps, steps[1:], strict=False):
        if before.tree and step.tree and shape(before.tree) == shape(step.tree):
            return Aspect("fails", f"Line {step.line} repeats the one before it. {task.steps_rule}")
    return HOLDS


def _row(line: int, text: str, steps: Sequence[Step], reasons: Mapping[int, str]) -> ExhibitRow:
    if line in reasons:
        return ExhibitRow(text, "", None, reasons[line])
    mine = [step for step in steps if step.line == line]
    verdicts = [step.equality.verdict for step in mine if step.equality]
    ok = None if not verdicts or "unknown" in verdicts else "different" not in verdicts
    broken = next((step for step in mine if step.equality and step.equality.verdict == "different"), None)
    trees = [step.tree for step in mine if step.tree is not None]
    return ExhibitRow(text, to_mathml(*trees), ok, _broken_sentence(broken) if broken else "")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
