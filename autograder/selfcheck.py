"""A student's own look at a notebook: run it and say, test by test, what the visible asserts say.

All it needs is the notebook. The code is the student's own and so is the machine: it runs in the sandbox
where there is one, so that a hang or a flood of memory ends well, and in a plain process elsewhere.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from nbformat.notebooknode import NotebookNode

from autograder.course.libraries import NOTEBOOKS
from autograder.course.settings import read_settings
from autograder.errors import AutograderError, SandboxUnavailable, UnreadableSubmission
from autograder.models import Limits
from autograder.notebook.cells import grade_id_of, is_test, metadata_of
from autograder.notebook.definitions import defined_names, imported_names, parse_cell
from autograder.notebook.file import LARGEST_BYTES, read_notebook
from autograder.notebook.run_order import out_of_order
from autograder.sandbox import CellRun, Session, Zygote
from autograder.sandbox.plain import run_plainly
from autograder.text import line

_ASSERT = re.compile(r"^\s*assert\b", re.MULTILINE)
_PLACE = re.compile(r"\s*In \[(\d+)\], line (\d+)(?:, in (\w+))?")
_UNKNOWN = re.compile(r"name '(\w+)' is not defined")
_HEADING = re.compile(r"^#+\s+(.+)$", re.MULTILINE)
_ITS_LINE = re.compile(r" \(line (\d+) of its cell\)$")
_LONGEST = 300


class SelfCheckRow(msgspec.Struct, frozen=True):
    """What became of one visible test.

    Attributes
    ----------
    ok : bool
        Whether it passes.
    name : str
        The question's id, or the cell's place where the notebook lost its ids.
    message : str
        One line: what is wrong, where, and what to do.
    """

    ok: bool
    name: str
    message: str


def selfcheck(notebook: Path) -> Iterator[SelfCheckRow]:
    """Run a notebook and report its visible tests; nothing is written.

    Parameters
    ----------
    notebook : Path
        The student's file.

    Yields
    ------
    SelfCheckRow
        One a test cell, in the notebook's order: the cells that nbgrader grades, and any other that holds
        asserts and lost its metadata, or never had any.

    Raises
    ------
    AutograderError
        When the file is not a notebook; the message says what it is and what to do.
    """
    found = _read(notebook)
    tests = [place for place, cell in enumerate(found.cells) if _is_visible_test(cell)]
    if not tests:
        return
    cells = [(place, cell.source) for place, cell in enumerate(found.cells) if cell.cell_type == "code"]
    runs = _run(cells, _limits(notebook))
    told = _Told(cells, runs)
    for place in tests:
        message = told.message(place)
        yield SelfCheckRow(not message, _name(found.cells, place), line(message, _LONGEST) or "passes")


def _read(path: Path) -> NotebookNode:
    if path.is_dir():
        raise AutograderError(f"{path} is a folder; name the notebook in it, the file that ends in .ipynb")
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise AutograderError(
                f"{path} is larger than {LARGEST_BYTES >> 20} MiB; clear its outputs and save it"
            )
        return read_notebook(path.read_bytes())
    except FileNotFoundError:
        raise AutograderError(f"{path} is not there; look for the notebook's name, and its folder") from None
    except OSError as error:
        raise AutograderError(f"{path} cannot be read: {error.strerror}") from error
    except UnreadableSubmission as error:
        raise AutograderError(f"{path}: {error}") from error


def _name(cells: Sequence[NotebookNode], place: int) -> str:
    """Return a test's question id; where it was lost, its place and the heading above it."""
    if metadata_of(cells[place]):
        return grade_id_of(cells[place])
    for cell in reversed(cells[:place]):
        headings = _HEADING.findall(cell.source) if cell.cell_type == "markdown" else []
        if headings:
            return line(f"cell {place + 1}, {headings[-1].strip()}", 60)
    return f"cell {place + 1}"


def _limits(notebook: Path) -> Limits:
    """Return the assignment's limits where its settings were handed out too, else the usual ones."""
    settings = notebook.parent / "assignment.toml"
    return read_settings(settings).limits if settings.is_file() else Limits()


def _run(cells: Sequence[tuple[int, str]], limits: Limits) -> list[CellRun]:
    try:
        with Zygote(NOTEBOOKS) as zygote, Session(zygote, cells, limits) as session:
            return session.run()
    except SandboxUnavailable:
        return run_plainly(cells, limits)


def _is_visible_test(cell: NotebookNode) -> bool:
    if cell.cell_type != "code":
        return False
    return is_test(cell) if metadata_of(cell) else _asserts(cell.source)


def _asserts(source: str) -> bool:
    """Tell whether a cell asserts something itself, not only in a function it defines."""
    module = parse_cell(source)
    if module is None:
        return bool(_ASSERT.search(source))
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assert):
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return False


class _Told:
    """Says in words how cells ended."""

    def __init__(self, cells: Sequence[tuple[int, str]], runs: Sequence[CellRun]) -> None:
        self._cells = cells
        self._sources = dict(cells)
        self._runs: Mapping[int, CellRun] = {run.index: run for run in runs}
        self._out_of_order = out_of_order(cells, runs)

    def message(self, place: int) -> str:
        """Return why a test does not pass, or '' when it does."""
        run = self._runs[place]
        if run.status == "passed":
            return ""
        error = next((output for output in run.outputs[::-1] if output.get("output_type") == "error"), None)
        if run.status in ("cpu", "timeout"):
            return f"{run.message} Look for a loop that never ends."
        if run.status != "raised" or error is None:
            return run.message
        ename, evalue = str(error["ename"]), str(error["evalue"])
        cell, number, function = self._place(error["traceback"])
        if ename == "AssertionError":
            return evalue or self._sentence(cell, number)
        if ename == "NotImplementedError":
            return f"not answered yet: {evalue or function}".removesuffix(": ")
        unknown = _UNKNOWN.match(evalue) if ename == "NameError" else None
        if unknown:
            return self._why_unknown(place, unknown[1])
        where = f"cell {cell + 1}, line {number}" if number else f"cell {place + 1}"
        words = f"{ename}: {evalue}" if evalue else ename
        return f"{words} ({where}{f', in {function}' if function else ''})"

    def _place(self, traceback: Sequence[str]) -> tuple[int, int, str]:
        """Return the cell, the line and the function where an error was raised; line 0 when unknown."""
        for text in reversed(traceback):
            found = _PLACE.match(text)
            if found and int(found[1]) <= len(self._cells):
                return self._cells[int(found[1]) - 1][0], int(found[2]), found[3] or ""
        return 0, 0, ""

    def _sentence(self, cell: int, number: int) -> str:
        """Return the comment above an assert that has no words of its own, else the assert."""
        lines = self._sources.get(cell, "").split("\n")[:number]
        for above in reversed(lines):
            if above.startswith("#"):
                return f"this does not hold yet: {above.lstrip('# ')}"
        return f"cell {cell + 1}, line {number} does not hold yet: {lines[-1].strip() if lines else ''}"

    def _why_unknown(self, place: int, name: str) -> str:
        for index, source in self._cells:
            run = self._runs[index]
            if run.status == "passed" or index == place:
                continue
            meant = parse_cell(source) is None and re.search(rf"\b{name}\b", source)
            if meant or name in (*defined_names(source), *imported_names(source)):
                return f"{name} is not defined, because cell {index + 1} failed: {self._why_failed(index)}"
        later = self._out_of_order.get(place)
        return later or f"{name} is not defined: no cell above defines it"

    def _why_failed(self, place: int) -> str:
        return self._out_of_order.get(place) or _ITS_LINE.sub(r" (line \1)", self._runs[place].message)
