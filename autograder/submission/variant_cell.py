"""Grade a notebook on the numbers its student was given, whatever became of the cell that holds them.

The work is in two halves. `on_own_numbers` reads what the student wrote and knows only two sets of numbers,
the student's and everybody's; `told_of` knows the course, and sees of the student's work a plain value.
"""

import ast
import copy
from dataclasses import dataclass, replace

from nbformat.notebooknode import NotebookNode

from autograder.course.variants import NAME, Variant, Variants, cell_with, variants_in
from autograder.notebook.definitions import Statement, definitions
from autograder.submission.repair import Repaired


@dataclass(frozen=True)
class Numbers:
    """The numbers that one student may be graded on.

    Attributes
    ----------
    own : dict
        Those drawn from their name.
    master : dict
        Everybody's.
    source : str
        The cell of the release that holds everybody's.
    handed_out : bool
        Whether the student was given their own.
    """

    own: Variant
    master: Variant
    source: str
    handed_out: bool


@dataclass(frozen=True)
class Shown:
    """What a notebook shows where the numbers belong.

    Attributes
    ----------
    own : bool
        Whether it is graded on the student's own numbers, rather than on everybody's.
    there : bool
        Whether any numbers stand there.
    right : bool
        Whether they are those it is graded on.
    foreign : dict or None
        What stands there instead, where that is a plain dict.
    """

    own: bool
    there: bool = True
    right: bool = True
    foreign: Variant | None = None


def numbers_of(variants: Variants, student: str) -> Numbers:
    """Return the numbers that a student may be graded on."""
    return Numbers(variants.own(student), variants.master, variants.source, variants.handed_out(student))


def on_own_numbers(repaired: Repaired, numbers: Numbers) -> tuple[Repaired, Shown]:
    """Let a notebook run on the student's own numbers.

    Their own are those drawn from their name when they were handed out, or when the notebook holds them;
    else the master's.

    Parameters
    ----------
    repaired : Repaired
        The mended notebook.
    numbers : Numbers
        The student's and everybody's.

    Returns
    -------
    Repaired
        With the numbers in the cells to run.
    Shown
        What stood there.
    """
    found = [variant for _, source in repaired.cells for variant in variants_in(source)]
    own = numbers.handed_out or numbers.own in found[-1:]
    variant = numbers.own if own else numbers.master
    if not found:
        return _put_in(repaired, cell_with(numbers.source, variant)), Shown(own, there=False, right=False)
    cells = []
    for index, source in repaired.cells:
        nodes = [node for name, node in definitions(source) if name == NAME]
        cells.append((index, _replaced(source, nodes, repr(variant)) if nodes else source))
    shown = Shown(own) if found[-1] == variant else Shown(own, right=False, foreign=found[-1])
    return replace(repaired, cells=tuple(cells)), shown


def told_of(shown: Shown, variants: Variants, student: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what to log and what to flag about the cell that holds the numbers."""
    if shown.right:
        return (), ()
    if not shown.there:
        return (f"The cell {NAME} was missing; your numbers were put back.",), ()
    foreign = shown.foreign
    if foreign is not None:
        owner = "the release for everybody" if foreign == variants.master else variants.owner(foreign)
        if owner:
            told = f"The cell {NAME} holds numbers that are not yours; your answers were graded on your own."
            return (told,), (f"The cell {NAME} holds the numbers of {owner}, not of {student}.",)
    return (f"The cell {NAME} was edited; your answers were graded on the numbers you were given.",), ()


def _replaced(source: str, nodes: list[Statement], literal: str) -> str:
    """Put the numbers in place of what is assigned, in one line, so that other lines keep theirs."""
    lines = [line.encode() for line in source.split("\n")]  # Python counts columns in bytes of UTF-8
    for node in reversed(nodes):
        value = getattr(node, "value", None)
        if isinstance(value, ast.expr) and value.end_lineno and value.end_col_offset:
            first, last = value.lineno - 1, value.end_lineno - 1
            head, tail = lines[first][: value.col_offset], lines[last][value.end_col_offset :]
            lines[first : last + 1] = [head + literal.encode() + tail, *[b""] * (last - first)]
    return "\n".join(line.decode() for line in lines)


def _put_in(repaired: Repaired, source: str) -> Repaired:
    """Put a cell with the numbers before all others."""
    notebook = copy.copy(repaired.notebook)
    cell = NotebookNode(cell_type="code", id="variant", source=source, metadata=NotebookNode())
    cell.outputs, cell.execution_count = [], None
    notebook.cells = [cell, *repaired.notebook.cells]
    cells = ((0, source), *((index + 1, text) for index, text in repaired.cells))
    keep = {index + 1: names for index, names in repaired.keep.items()}
    return replace(repaired, notebook=notebook, cells=cells, keep=keep)
