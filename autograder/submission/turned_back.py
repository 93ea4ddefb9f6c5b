"""Turn text cells that hold answers back into code, where no code cell answers."""

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.notebook.cells import metadata_of
from autograder.notebook.definitions import lines_of, parse_cell
from autograder.submission.cell_code import CellCode
from autograder.submission.released import Released, letters_of

_FENCE = re.compile(r"[ \t]*+(?:[>*+-][ \t]*+)*+(`{3,}+|~{3,}+)([^`]*)$")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")


def turned_back(
    cells: Sequence[NotebookNode], released: Released, read: Callable[[str], CellCode]
) -> tuple[list[NotebookNode], list[str]]:
    """Return the cells, with code where an answer stood in a text or raw cell.

    Parameters
    ----------
    cells : sequence of NotebookNode
        The student's; a text cell that is all code is turned into a code cell.
    released : Released
        What was asked.
    read : callable
        Reads a cell's source.

    Returns
    -------
    list of NotebookNode
        A text that only holds code, in a fence or indented, stays; a code cell with it follows.
    list of str
        One sentence each.
    """
    asked = released.stubs.keys()
    answered = {
        name
        for cell in cells
        if cell.cell_type == "code" and any(name in cell.source for name in asked)
        for name in released.binds(read(cell.source))
    }
    made: list[NotebookNode] = []
    log: list[str] = []
    for place, cell in enumerate(cells):
        made.append(cell)
        if cell.cell_type == "code" or not any(name in cell.source for name in asked - answered):
            continue
        for whole, source in _codes(cell.source, released.letters):
            names = sorted(released.really(read(source)) - answered)
            if not names:
                continue
            code: NotebookNode = new_code_cell(source)
            code.id = f"{cell.get('id', 'cell')[:50]}-code"  # nbformat drew one at random
            if whole:
                made[-1] = code
            else:
                made.append(code)
            if whole or _claim(cell) in released.answers:
                _hand_over(cell, code)
            log.append(f"Cell {place + 1} as handed in was text; it defines {names[0]}, so it ran as code.")
            break
    return made, log


def _claim(cell: NotebookNode) -> object:
    return metadata_of(cell).get("grade_id", cell.get("id"))


def _hand_over(cell: NotebookNode, code: NotebookNode) -> None:
    """Let the code stand for the released cell that the text stood for."""
    code.metadata, cell.metadata = cell.metadata, type(cell.metadata)()
    code.id, cell.id = cell.get("id", "cell"), code.id


def _codes(source: str, given: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """Yield what in a text may be code: all of it, else its fences, else what is indented.

    What the release's own texts show is no answer.
    """
    if parse_cell(source) is not None:
        if not _shown(source, given):
            yield True, source
        return
    lines = lines_of(source)
    for blocks in (_fenced(lines), _indented(lines)):
        python = [block for block in blocks if not _shown(block, given) and parse_cell(block) is not None]
        if python:
            yield False, "\n\n\n".join(python)


def _shown(block: str, given: Sequence[str]) -> bool:
    letters = letters_of(block)
    return any(letters in text for text in given)


def _fenced(lines: Sequence[str]) -> list[str]:
    blocks: list[str] = []
    inside: list[str] | None = None
    fence = ""
    for line in [*lines, None]:
        mark = _FENCE.match(line) if line is not None else None
        if inside is None:
            if mark:
                fence, inside = mark[1], []
        elif line is None or (mark and mark[1].startswith(fence) and not mark[2].strip()):
            blocks.append(_dedented(inside))
            inside = None
        else:
            inside.append(line)
    return blocks


def _indented(lines: Sequence[str]) -> list[str]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if _INDENTED.match(line) or (not line.strip() and blocks[-1]):
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [_dedented(block) for block in blocks if block]


def _dedented(lines: Sequence[str]) -> str:
    return textwrap.dedent("\n".join(lines).expandtabs(4)).strip("\n")
