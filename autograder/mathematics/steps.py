"""Read the lines of a derivation and compare each expression with the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from autograder.mathematics.grammar import NotReadable, parse_chain
from autograder.mathematics.prover import Equality, Prover
from autograder.mathematics.slips import Slip, slips_of
from autograder.mathematics.stored import stored
from autograder.mathematics.tasks import Task
from autograder.mathematics.trees import Negative, Tree
from autograder.models import ExhibitRow

MOST_LINES = 60
"""Lines of one derivation that are read."""
MOST_STEPS = 60
"""Expressions of one derivation, where lines hold several joined by ``=``."""
MOST_EXPLAINED = 3
"""False steps of one derivation, the first ones, for which a slip is looked for."""
LONGEST_LINE = 2000
"""Characters of one line with its comment."""


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
    slips : tuple of Slip
        The misapplied rules that give exactly this line, the likeliest first; one a rule.
    """

    line: int
    tree: Tree | None
    equality: Equality | None = None
    slips: tuple[Slip, ...] = ()


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
        lines = lines[: MOST_LINES * LONGEST_LINE].splitlines()
    if isinstance(lines, np.ndarray) and lines.ndim == 1:
        lines = lines[: MOST_LINES + 1].tolist()
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
    texts = [str(line)[:LONGEST_LINE].split("#")[0].strip() for line in lines]
    if not any(texts):
        raise NotReadable("there are no lines yet")
    return [text for text in texts if text]


def read_steps(task: Task, texts: Sequence[str]) -> tuple[list[Step], dict[int, str]]:
    """Read every line of a derivation.

    Parameters
    ----------
    task : Task
        Says which names there are.
    texts : sequence of str
        The lines.

    Returns
    -------
    list of Step
        One or more a line; without a tree where the line is not readable.
    dict of int to str
        Why lines are not readable, by their number.
    """
    steps: list[Step] = []
    reasons: dict[int, str] = {}
    for line, text in enumerate(texts, 1):
        try:
            trees = parse_chain(text, task.names, task.variable)
            if len(steps) + len(trees) > MOST_STEPS:
                raise NotReadable(f"it holds more than the {MOST_STEPS} expressions of one derivation")
            steps += [Step(line, tree) for tree in trees]
        except NotReadable as error:
            reasons[line] = f"Line {line} is not readable: {error}."
            steps.append(Step(line, None))
    return steps, reasons


def compared(task: Task, steps: Sequence[Step], prover: Prover) -> list[Step]:
    """Return steps, each compared with the one before, where both are readable."""
    judged = list(steps[:1])
    for before, step in pairwise(steps):
        if before.tree is not None and step.tree is not None:
            step = replace(step, equality=prover.equal(before.tree, step.tree, task.definitions))
        judged.append(step)
    return judged


def explained(task: Task, steps: Sequence[Step], prover: Prover) -> list[Step]:
    """Return compared steps, with the slips named that lead to the first few that do not follow."""
    named = list(steps[:1])
    left = MOST_EXPLAINED
    for before, step in pairwise(steps):
        if left and is_broken(step) and before.tree is not None and step.tree is not None:
            step = replace(step, slips=find_slips(task, before.tree, step.tree, prover))
            left -= 1
        named.append(step)
    return named


def is_broken(step: Step) -> bool:
    """Tell whether a step is known not to follow from the one before."""
    return step.equality is not None and step.equality.verdict == "different"


def find_slips(task: Task, before: Tree, after: Tree, prover: Prover) -> tuple[Slip, ...]:
    """Return the misapplied rules that lead from one line exactly to the next, one a rule.

    Parameters
    ----------
    task : Task
        Says what the named functions are.
    before, after : Tree
        Two lines that are not equal.
    prover : Prover
        Decides equality.

    Returns
    -------
    tuple of Slip
        The likeliest first; empty when no single slip explains the line.
    """
    variants = slips_of(before, task.definitions)
    found = prover.matches(after, [tree for _, tree in variants], task.definitions) if variants else ()
    named: dict[str, Slip] = {}
    for position in found:
        slip = variants[position][0]
        named.setdefault(slip.rule, slip)
    if not named and prover.matches(after, [Negative(before)], task.definitions):
        return (Slip("sign", "a minus sign is lost or too many"),)
    return tuple(named.values())


def broken_sentence(task: Task, step: Step) -> str:
    """Say that a step does not follow, where that is seen, and which slip leads to it."""
    e = step.equality
    seen = (
        f" At {task.variable} = {e.point} the one before is {e.left}, this is {e.right}."
        if e and e.point
        else ""
    )
    slip = ""
    if step.slips:
        first, *others = step.slips
        slip = f" It is what a slip in the {first.rule} gives: {first.sentence}."
        slip += (
            f" (Or, with the same result, in the {others[0].rule}: {others[0].sentence}.)" if others else ""
        )
    return f"Line {step.line} does not equal what stands before it.{seen}{slip}"


def exhibit_row(
    task: Task, line: int, text: str, steps: Sequence[Step], reasons: Mapping[int, str]
) -> ExhibitRow:
    """Show one line back: as mathematics, whether it follows, and why not."""
    if line in reasons:
        return ExhibitRow(text, (), None, reasons[line])
    mine = [step for step in steps if step.line == line]
    verdicts = [step.equality.verdict for step in mine if step.equality]
    ok = None if not verdicts or "unknown" in verdicts else "different" not in verdicts
    broken = next(filter(is_broken, mine), None)
    expressions = tuple(stored(step.tree) for step in mine if step.tree is not None)
    return ExhibitRow(text, expressions, ok, broken_sentence(task, broken) if broken else "")
