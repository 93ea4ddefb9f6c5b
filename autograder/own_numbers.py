"""Grade a notebook on the numbers its student was given, whatever became of the cell that holds them."""

import ast
import copy
from dataclasses import replace

from nbformat.v4 import new_code_cell

from autograder.definitions import Statement, definitions
from autograder.repair import Repaired
from autograder.variants import NAME, Variant, Variants, variants_in


def on_own_numbers(repaired: Repaired, variants: Variants, student: str) -> tuple[Repaired, Variant]:
    """Let a notebook run on the student's own numbers.

    Their own are those drawn from their name when they were handed out, or when the notebook holds them;
    else the master's.

    Parameters
    ----------
    repaired : Repaired
        The mended notebook.
    variants : Variants
        How the assignment varies.
    student : str
        Whose notebook it is.

    Returns
    -------
    Repaired
        With the numbers in the cells to run, and what was odd about the cell in its log and flags.
    dict
        The numbers.
    """
    shown = [variant for _, source in repaired.cells for variant in variants_in(source)]
    own = variants.own(student)
    variant = own if variants.handed_out(student) or own in shown[-1:] else variants.master
    log, flags = _odd(shown, variant, variants, student)
    if not shown:
        return _put_in(repaired, variants.cell(variant), log), variant
    cells = []
    for index, source in repaired.cells:
        nodes = [node for name, node in definitions(source) if name == NAME]
        cells.append((index, _replaced(source, nodes, repr(variant))))
    return replace(
        repaired, cells=tuple(cells), repairs=repaired.repairs + log, flags=repaired.flags + flags
    ), variant


def _odd(
    shown: list[Variant | None], variant: Variant, variants: Variants, student: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not shown:
        return (f"The cell {NAME} was missing; your numbers were put back.",), ()
    if shown[-1] == variant:
        return (), ()
    foreign = shown[-1]
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


def _put_in(repaired: Repaired, source: str, log: tuple[str, ...]) -> Repaired:
    """Put a cell with the numbers before all others."""
    notebook = copy.copy(repaired.notebook)
    notebook.cells = [new_code_cell(source, id="variant"), *repaired.notebook.cells]
    cells = ((0, source), *((index + 1, text) for index, text in repaired.cells))
    return replace(repaired, notebook=notebook, cells=cells, repairs=repaired.repairs + log)
