"""Mend what honest accidents broke in a notebook, and say what was mended.

Scores hang on names in the final namespace, so lost metadata costs nothing. For the gradebook every nbgrader
key that a submission carries is thrown away and given anew, from the released notebook, and every locked cell
is put back as it was released. What a student wrote is never taken out; what must not run is blanked in what
runs, not in what is shown.
"""

import ast
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from nbformat.notebooknode import NotebookNode

from autograder.notebook.cells import is_answer, is_written
from autograder.notebook.definitions import without
from autograder.submission.answers_kept import kept_answers
from autograder.submission.cell_code import CellCode
from autograder.submission.locked_cells import Placed, arrange, what_is_new
from autograder.submission.matching import Match
from autograder.submission.released import Released
from autograder.submission.repair_log import STRANGER, doubled, kernel, lost_metadata, not_there, put_back
from autograder.submission.turned_back import turned_back


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
    keep : dict of int to tuple of str
        After the cell at this position ran, what these names stand for is kept, if it can be called: the
        last kept one is the answer, whatever becomes of the name.
    replaced : dict of str to str
        For a name of which another definition of the student's lost, a sentence that names both cells.
    """

    notebook: NotebookNode
    cells: tuple[tuple[int, str], ...]
    repairs: tuple[str, ...]
    flags: tuple[str, ...]
    keep: dict[int, tuple[str, ...]] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)


class Handout(Protocol):
    """What holds a released notebook, such as an assignment, or a `Released`."""

    @property
    def notebook(self) -> NotebookNode:
        """The master; treated as read-only."""


def repair(handed_in: NotebookNode, handout: Handout) -> Repaired:
    """Mend a notebook.

    Parameters
    ----------
    handed_in : NotebookNode
        As `read_notebook` gives it; left unchanged.
    handout : Handout
        What was released: an assignment. Who repairs many submissions makes one `Released` for all.

    Returns
    -------
    Repaired
        The same input always gives the same.
    """
    released = handout if isinstance(handout, Released) else Released(handout.notebook)
    return _Repair(handed_in, released).done()


class _Repair:
    """One repair, each cell read once."""

    def __init__(self, handed_in: NotebookNode, released: Released) -> None:
        self._released = released
        self._read: dict[str, CellCode] = {}
        self._log = [*kernel(handed_in, released), *lost_metadata(handed_in, released)]
        copies = [_copy(cell) for cell in handed_in.cells]
        self._cells, told = turned_back(copies, released, self._code)
        self._log += told
        codes = [self._code(cell.source) if cell.cell_type == "code" else None for cell in self._cells]
        self._match = Match(released, self._cells, codes)
        self._placed = arrange(released, self._match, len(self._cells))
        self._index = {item.place: index for index, item in enumerate(self._placed) if item.place is not None}
        self._wanted = {place: wanted for wanted, place in self._match.place_of.items()}
        self._dropped: set[tuple[int, int]] = set()

    def done(self) -> Repaired:
        notebook = NotebookNode()
        notebook.update(copy.deepcopy({k: v for k, v in self._released.notebook.items() if k != "cells"}))
        notebook.cells = [self._shown(item) for item in self._placed]
        _give_ids(notebook.cells, [item.wanted is not None for item in self._placed])
        told, flags = put_back(self._released, self._match, self._cells, self._placed)
        self._log += [*told, *doubled(self._released, self._match)]
        cells = tuple(self._to_run())
        codes = {index: self._code(cell.source) for index, cell in self._students() if index in dict(cells)}
        kept = kept_answers(self._released, codes, self._dropped, self._own())
        self._log += [*kept.log, *not_there(codes)]
        known = any(not is_written(self._released.cells[wanted]) for wanted in self._match.place_of)
        flags += () if known else (STRANGER,)
        return Repaired(notebook, cells, tuple(dict.fromkeys(self._log)), flags, kept.keep, kept.replaced)

    def _students(self) -> Iterator[tuple[int, NotebookNode]]:
        """Yield the student's own code cells by their position in the mended notebook."""
        for index, item in enumerate(self._placed):
            if item.wanted is None and item.place is not None:
                cell = self._cells[item.place]
                if cell.cell_type == "code":
                    yield index, cell

    def _own(self) -> dict[str, list[int]]:
        """Return where each name's own answer cell may be, the best first."""
        own: dict[str, list[int]] = {}
        for name, wanted in self._released.home.items():
            claimed = [*reversed(self._match.claimers(wanted))]
            matched = [self._match.place_of[wanted]] if wanted in self._match.place_of else []
            own[name] = [self._index[place] for place in (*claimed, *matched) if place in self._index]
        return own

    def _code(self, source: str) -> CellCode:
        if source not in self._read:
            self._read[source] = self._released.read(source)
        return self._read[source]

    def _shown(self, item: Placed) -> NotebookNode:
        if item.wanted is not None:
            return _copy(self._released.cells[item.wanted])
        assert item.place is not None  # what is not released is the student's
        cell = _copy(self._cells[item.place])
        cell.metadata = NotebookNode()
        wanted = self._wanted.get(item.place)
        released = None if wanted is None else self._released.cells[wanted]
        if released is None or not (is_answer(released) or is_written(released)):
            return cell
        dressed = _copy(released)
        dressed.source = cell.source
        dressed.pop("attachments", None)
        if cell.get("attachments"):
            dressed.attachments = cell.attachments
        return dressed

    def _to_run(self) -> Iterator[tuple[int, str]]:
        """Yield the sources to run: an untouched stub never replaces a definition above it."""
        real: dict[str, int] = {}
        for index, item in enumerate(self._placed):
            cell = (
                self._released.cells[item.wanted] if item.wanted is not None else self._cells[item.place or 0]
            )
            if cell.cell_type != "code":
                continue
            if item.wanted is not None or item.place is None:
                yield index, cell.source
                continue
            source = self._what_runs(index, item.place, real)
            if source is not None:
                yield index, source

    def _what_runs(self, index: int, place: int, real: dict[str, int]) -> str | None:
        if place in self._match.copies:
            return None
        code = self._code(self._cells[place].source)
        stubs = []
        for binding in code.bound:
            name = binding.name
            if binding.how in ("import", "everything"):
                continue
            if not self._released.is_stub(binding):
                real[name] = index
            elif name in real and id(binding.node) in code.statements and isinstance(binding.node, ast.stmt):
                stubs.append(binding.node)
                self._dropped.add((index, id(binding.node)))
                self._log.append(
                    f"Cell {index + 1} holds the untouched stub of {name} again; "
                    f"your definition in cell {real[name] + 1} counts."
                )
        source = without(code.source, stubs) if stubs else code.source
        if place in self._match.edited:
            locked = self._released.cells[self._match.edited[place]]
            return what_is_new(source, locked.source, self._released)
        if code.unseen:
            self._log.append(
                f"Cell {index + 1} held characters that nobody sees ({', '.join(code.unseen)}), "
                "left by copying; it ran without them."
            )
        return source


def _copy(cell: NotebookNode) -> NotebookNode:
    """Copy a cell as far as we change it; what hangs deeper is shared."""
    copied = NotebookNode()
    for key, value in cell.items():
        dict.__setitem__(copied, key, value)
    if copied.cell_type == "code":
        copied.outputs, copied.execution_count = [], None
    return copied


def _give_ids(cells: Sequence[NotebookNode], released: Sequence[bool]) -> None:
    """Let every id stand once: the released cells keep theirs."""
    taken = {cell.get("id") for cell, is_released in zip(cells, released, strict=True) if is_released}
    for cell, is_released in zip(cells, released, strict=True):
        if is_released or "id" not in cell:
            continue
        name, number = cell.id, 2
        while cell.id in taken:
            cell.id, number = f"{name[:50]}-{number}", number + 1
        taken.add(cell.id)
