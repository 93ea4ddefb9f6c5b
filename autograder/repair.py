"""Mend what honest accidents broke in a notebook, and say what was mended.

Scores hang on names in the final namespace, so lost metadata costs nothing. For the gradebook every nbgrader
key that a submission carries is thrown away and given anew, from the released notebook. What a student wrote
is never taken out; what must not run a second time is blanked in what runs, not in what is shown.
"""

import ast
import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode

from autograder.course import Assignment
from autograder.definitions import definitions, parse_cell, shape, stubs_of, without
from autograder.matching import Match, is_answer, is_test, is_written, marks_of

_COMMAND = re.compile(r"^\s*(?:[\w, ]+=\s*)?(![^\n]*)$", re.MULTILINE)
_COLAB = re.compile(r"^\s*(?:import|from)\s+google\.colab\b", re.MULTILINE)


@dataclass(frozen=True)
class Repaired:
    """A mended notebook.

    Attributes
    ----------
    notebook : NotebookNode
        With the student's words, and the released cells' nbgrader metadata.
    cells : tuple of (int, str)
        Position and source of each code cell to run, in order.
    repairs : tuple of str
        What was mended, one sentence each.
    flags : tuple of str
        What a teacher should look at.
    """

    notebook: NotebookNode
    cells: tuple[tuple[int, str], ...]
    repairs: tuple[str, ...]
    flags: tuple[str, ...]


def repair(handed_in: NotebookNode, assignment: Assignment) -> Repaired:
    """Mend a notebook.

    Parameters
    ----------
    handed_in : NotebookNode
        As `read_notebook` gives it; left unchanged.
    assignment : Assignment
        What was released.

    Returns
    -------
    Repaired
        The same input always gives the same.
    """
    released = assignment.notebook.cells
    stubs = stubs_of(cell.source for cell in released if is_answer(cell))
    cells = copy.deepcopy(handed_in.cells)
    log = [*_kernel(handed_in, assignment.notebook), *_lost_marks(handed_in, released)]
    log += _turned_back(cells, stubs)
    match = Match(released, cells, stubs)
    log += _doubled(cells, released)
    notebook = copy.deepcopy(assignment.notebook)
    notebook.cells, told = _marked(cells, released, match)
    log += told
    cells_to_run, told = _to_run(notebook.cells, stubs)
    log += [*told, *_not_there(notebook.cells)]
    flags = [] if _is_known(match, released) else [_STRANGER]
    return Repaired(notebook, tuple(cells_to_run), tuple(dict.fromkeys(log)), tuple(flags))


_STRANGER = "No cell of the released notebook was found in it: look whether it belongs to another assignment."


def _is_known(match: Match, released: Sequence[NotebookNode]) -> bool:
    # Any text may pass for a written answer, so that alone proves nothing.
    return any(not is_written(released[wanted]) for wanted in match.place_of)


def _kernel(handed_in: NotebookNode, master: NotebookNode) -> Iterator[str]:
    theirs = handed_in.metadata.get("kernelspec", {}).get("name")
    ours = master.metadata.get("kernelspec", {}).get("name")
    if ours and theirs != ours:
        told = f"'{theirs:.40}' " if theirs else ""
        yield f"The notebook's kernel {told}was taken for '{ours}'."
    if "colab" in handed_in.metadata:
        yield "The notebook was saved by Colab; its own keys were put aside."


def _lost_marks(handed_in: NotebookNode, released: Sequence[NotebookNode]) -> Iterator[str]:
    wanted = {marks_of(cell)["grade_id"] for cell in released if marks_of(cell)}
    there = {marks_of(cell)["grade_id"] for cell in handed_in.cells if marks_of(cell)}
    if wanted and not there:
        yield "All nbgrader marks were gone; cells were matched by the names they define and by their text."
    elif wanted - there:
        yield "Some nbgrader marks were missing; they were given anew from the released notebook."


def _doubled(cells: Sequence[NotebookNode], released: Sequence[NotebookNode]) -> Iterator[str]:
    claims: dict[object, list[int]] = {}
    known = {marks_of(cell)["grade_id"] for cell in released if marks_of(cell)}
    for place, cell in enumerate(cells):
        if marks_of(cell) and marks_of(cell)["grade_id"] in known:
            claims.setdefault(marks_of(cell)["grade_id"], []).append(place)
    for places in claims.values():
        if len(places) > 1:
            shown = ", ".join(str(place + 1) for place in places)
            yield f"Cells {shown} as handed in were copies of one cell; that does no harm."


def _turned_back(cells: Sequence[NotebookNode], stubs: Mapping[str, str]) -> Iterator[str]:
    """Turn text cells that hold answers back into code, where no code cell answers."""
    answered = {name for cell in cells if cell.cell_type == "code" for name, _ in definitions(cell.source)}
    for place, cell in enumerate(cells):
        if cell.cell_type == "code":
            continue
        names = [name for name, _ in definitions(cell.source) if name in stubs and name not in answered]
        if names:
            cell.cell_type, cell.outputs, cell.execution_count = "code", [], None
            cell.pop("attachments", None)
            yield f"Cell {place + 1} as handed in was text; it defines {names[0]}, so it ran as code."


def _marked(
    cells: list[NotebookNode], released: Sequence[NotebookNode], match: Match
) -> tuple[list[NotebookNode], list[str]]:
    """Give the matched cells the release's marks, and put in the test cells that are missing."""
    for cell in cells:
        cell.metadata = type(cell.metadata)()
    before: dict[int, list[NotebookNode]] = {}
    log: list[str] = []
    for wanted, cell in enumerate(released):
        place = match.place_of.get(wanted)
        title = marks_of(cell).get("grade_id", "")
        if place is None:
            if is_test(cell) or is_written(cell):
                what = "test cell" if is_test(cell) else "answer cell"
                log.append(f"The {what} {title} was missing; the released one was put back.")
                before.setdefault(match.next_after(wanted), []).append(_copy(cell))
            continue
        if is_test(cell) and cells[place].source.strip() != cell.source.strip():
            log.append(
                f"The test cell {title} was edited; yours ran as an ordinary cell, the released one follows."
            )
            before.setdefault(place + 1, []).insert(0, _copy(cell))
            continue
        if marks_of(cell) and _may_hold(cells[place], cell):
            cells[place] = _dressed(cells[place], cell)
    made: list[NotebookNode] = []
    for place in range(len(cells) + 1):
        made += [*before.get(place, []), *cells[place : place + 1]]
    return made, log


def _may_hold(cell: NotebookNode, released: NotebookNode) -> bool:
    return bool((cell.cell_type == "code") == (released.cell_type == "code"))


def _copy(cell: NotebookNode) -> NotebookNode:
    copied = copy.deepcopy(cell)
    if copied.cell_type == "code":
        copied.outputs, copied.execution_count = [], None
    return copied


def _dressed(cell: NotebookNode, released: NotebookNode) -> NotebookNode:
    """Return a released cell with the student's source and pictures."""
    dressed = _copy(released)
    dressed.source = cell.source
    dressed.pop("attachments", None)
    if cell.get("attachments"):
        dressed.attachments = cell.attachments
    return dressed


def _to_run(
    cells: Sequence[NotebookNode], stubs: Mapping[str, str]
) -> tuple[list[tuple[int, str]], list[str]]:
    """Return the sources to run: an untouched stub never replaces a definition above it."""
    real: dict[str, int] = {}
    to_run: list[tuple[int, str]] = []
    log: list[str] = []
    for index, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        dropped = []
        for name, node in definitions(cell.source) if stubs else ():
            if name not in stubs:
                continue
            if shape(node) != stubs[name]:
                real[name] = index
            elif name in real:
                dropped.append(node)
                log.append(
                    f"Cell {index + 1} holds the untouched stub of {name} again; "
                    f"your definition in cell {real[name] + 1} counts."
                )
        to_run.append((index, without(cell.source, dropped) if dropped else cell.source))
    return to_run, log


def _not_there(cells: Sequence[NotebookNode]) -> Iterator[str]:
    """Tell what a cell asks for that is not there when graded; the sandbox stands in for it."""
    for index, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        command = _COMMAND.search(cell.source)
        if command:
            yield f"Cell {index + 1}: the line {command[1].strip()[:60]!r} does not run when graded."
        if _COLAB.search(cell.source):
            yield f"Cell {index + 1}: google.colab is not there when graded; a stand-in does nothing instead."
        if "input" in cell.source and _asks(cell.source):
            yield f"Cell {index + 1}: nobody answers input() when graded; it gave an empty text."


def _asks(source: str) -> bool:
    """Tell whether a cell calls input(), rather than speaks of an input (in a docstring, say)."""
    module = parse_cell(source)
    calls = (node.func for node in ast.walk(module) if isinstance(node, ast.Call)) if module else ()
    return any(isinstance(called, ast.Name) and called.id == "input" for called in calls)
