"""Judge the answer to "name the first false line of this derivation, and mend it"."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.mathematics.certificates import NotRational, rational
from autograder.mathematics.grammar import NotReadable
from autograder.mathematics.prover import Prover
from autograder.mathematics.steps import Step, compared, find_slips, is_broken, read_steps
from autograder.mathematics.stored import stored
from autograder.mathematics.tasks import HOLDS, Aspect, Task
from autograder.mathematics.trees import Tree, has_derivative, shape
from autograder.models import Exhibit, ExhibitRow, Expression

LONGEST_MENDED = 2000


@dataclass(frozen=True)
class RepairReport:
    """What was found about a mended derivation.

    Attributes
    ----------
    located : Aspect
        The line named is the first false one.
    mended : Aspect
        The new line equals the line before the false one, and the next true line after it.
    exhibit : Exhibit
        The mended line shown back between its neighbours.
    """

    located: Aspect
    mended: Aspect
    exhibit: Exhibit

    @property
    def message(self) -> str:
        """Everything that does not hold, in words; '' when all does."""
        return " ".join(aspect.message for aspect in (self.located, self.mended) if aspect.message)


def judge_repair(
    task: Task, lines: Sequence[str], claimed: object, mended: object, prover: Prover
) -> RepairReport:
    """Judge which line of a broken derivation a student calls false, and what they put in its place.

    Parameters
    ----------
    task : Task
        What is derived.
    lines : sequence of str
        The broken derivation, one expression a line; the author's, so it must be readable.
    claimed : object
        The number of the first false line as the student gave it, counted from 1.
    mended : object
        The line the student puts there.
    prover : Prover
        Decides equality.

    Returns
    -------
    RepairReport
        Both aspects; the mended line is judged even when the wrong line was named.

    Raises
    ------
    ValueError
        When the author's derivation is not readable or has no false line: a mistake of the task.
    """
    steps, reasons = read_steps(task, lines)
    if reasons or len(steps) != len(lines):
        raise ValueError(" ".join(reasons.values()) or "each line holds one expression")
    judged = compared(task, steps, prover)
    false = next((place for place, step in enumerate(judged) if is_broken(step)), None)
    if false is None:
        raise ValueError("the derivation has no false line")
    tree, reason = _mended_tree(task, mended)
    aspect = Aspect("fails", reason) if tree is None else _judge_mended(task, judged, false, tree, prover)
    rows = (
        ExhibitRow(lines[false - 1], _stored(judged[false - 1].tree)),
        ExhibitRow(str(mended)[:LONGEST_MENDED], _stored(tree), _ok(aspect), aspect.message),
    )
    return RepairReport(
        _located(claimed, false + 1, judged),
        aspect,
        Exhibit("Your mended line, after the one before it", rows),
    )


def _located(claimed: object, false: int, judged: Sequence[Step]) -> Aspect:
    try:
        number = rational(claimed)
    except NotRational as error:
        return Aspect("fails", f"The number of the false line is not readable: {error}.")
    if isinstance(claimed, bool) or number.denominator != 1 or not 1 <= number <= len(judged):
        return Aspect(
            "fails", f"Give the number of a line, from 1 to {len(judged)}; here is {claimed!s:.20}."
        )
    if number == false:
        return HOLDS
    equality = judged[int(number) - 1].equality
    if number > false:
        return Aspect("fails", f"Line {number} is not the first false line: one before it is false already.")
    if equality is None:
        return Aspect("fails", "Line 1 is the derivative to be taken, and is right.")
    return Aspect("fails", f"Line {number} equals the line before it, so it is not false.")


def _mended_tree(task: Task, mended: object) -> tuple[Tree | None, str]:
    if isinstance(mended, list | tuple) and len(mended) == 1:
        mended = mended[0]
    if mended is None or not isinstance(mended, str):
        kind = "missing (None)" if mended is None else f"of type {type(mended).__name__}"
        return None, f"The mended line is {kind}; write it as a text in quotes."
    try:
        return task.read(mended.split("#")[0]), ""
    except NotReadable as error:
        return None, f"The mended line is not readable: {error}."


def _judge_mended(task: Task, judged: Sequence[Step], false: int, tree: Tree, prover: Prover) -> Aspect:
    before, broken = judged[false - 1].tree, judged[false].tree
    assert before is not None
    assert broken is not None
    neighbours = [("the line before it", before)]
    after = next((s.tree for s in judged[false + 1 :] if _true(task, before, s.tree, prover)), None)
    if after is not None:
        neighbours.append(("the next true line", after))
    for name, neighbour in neighbours:
        equality = prover.equal(neighbour, tree, task.definitions)
        if equality.verdict == "unknown":
            return Aspect("unknown", f"The mended line could not be compared with {name}: {equality.reason}.")
        if equality.verdict == "different":
            seen = (
                f" At {task.variable} = {equality.point} that is {equality.left}, yours is {equality.right}."
                if equality.point
                else ""
            )
            slips = find_slips(task, before, tree, prover)
            slip = f" It is what a slip in the {slips[0].rule} gives: {slips[0].sentence}." if slips else ""
            return Aspect("fails", f"The mended line does not equal {name}.{seen}{slip}")
    if has_derivative(tree) and not has_derivative(broken):
        return Aspect("fails", "The mended line should hold no D, like the line it replaces.")
    if shape(tree) == shape(before):
        return Aspect("fails", "The mended line only repeats the line before it.")
    return HOLDS


def _true(task: Task, before: Tree, later: Tree | None, prover: Prover) -> bool:
    return later is not None and prover.equal(before, later, task.definitions).verdict == "equal"


def _ok(aspect: Aspect) -> bool | None:
    return None if aspect.verdict == "unknown" else bool(aspect)


def _stored(tree: Tree | None) -> tuple[Expression, ...]:
    return (stored(tree),) if tree else ()
