"""Lay known answers over the released notebook, the way a student would have filled it in.

The notebook does what running the sources one after another would do: of two definitions of a name the last
one counts. But each answer stands in its own answer cell, with the imports and private names it needs above
it, and with nothing it does not need: a file's docstring, which names the mistake, never comes along.
"""

import ast
import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from autograder.course.layout import Assignment
from autograder.notebook.bindings import changed_names
from autograder.notebook.cells import is_answer
from autograder.notebook.definitions import parse_cell, stub_names
from autograder.notebook.scopes import Needs, needs_of

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def overlay(assignment: Assignment, sources: Sequence[Path]) -> NotebookNode:
    """Fill in the released notebook.

    Parameters
    ----------
    assignment : Assignment
        Whose notebook.
    sources : sequence of Path
        Python files: solutions, then known right or wrong submissions. For a name that several define, the
        last one counts.

    Returns
    -------
    NotebookNode
        A new notebook that runs from top to bottom. A stub that no source defines stays as it is.
    """
    notebook = copy.deepcopy(assignment.notebook)
    answers = [cell for cell in notebook.cells if is_answer(cell)]
    stubs = [name for cell in answers for name in stub_names(cell.source)]
    writer = _Writer([piece for path in sources for piece in _pieces(path)], stubs)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            writer.note_imports(cell.source)
        if is_answer(cell):
            cell.source = writer.filled(cell.source)
    return notebook


@dataclass(frozen=True)
class _Piece:
    """One top-level statement of a source file, with its text as the author wrote it."""

    node: ast.stmt
    text: str

    @cached_property
    def needs(self) -> Needs:
        """The names that it needs."""
        return needs_of(self.text)

    @cached_property
    def binds(self) -> set[str] | frozenset[str]:
        """The names it defines, or changes: what binds nothing may change everything that it uses."""
        return changed_names(self.node) or self.needs.now

    def defines(self, name: str) -> bool:
        """Tell whether it defines a name without needing an older definition of it."""
        return name in self.binds and name not in self.needs.now


class _Writer:
    """Writes pieces into answer cells, each piece once."""

    def __init__(self, pieces: Sequence[_Piece], stubs: Iterable[str]) -> None:
        self._pieces = pieces
        self._stubs = set(stubs)
        self._at_home = {place for name in self._stubs for place in self._chain(name)}
        self._placed: set[int] = set()
        self._imported: set[str] = set()

    def note_imports(self, source: str) -> None:
        """Remember what the notebook itself imports up to here."""
        for node in _statements(source):
            self._imported |= _imports(node)

    def filled(self, source: str) -> str:
        """Return an answer cell's source, each stub in it replaced by its answer."""
        imports: list[str] = []
        edits: list[tuple[ast.stmt, str]] = []
        for node in _statements(source):
            answers = {place for name in changed_names(node) & self._stubs for place in self._chain(name)}
            if answers:
                edits.append((node, self._written(answers, node, source, imports)))
        lines = source.split("\n")
        for node, text in reversed(edits):
            lines[_first_line(node) - 1 : node.end_lineno] = [text]
        return "\n\n\n".join([*(["\n".join(imports)] if imports else []), "\n".join(lines)])

    def _written(self, answers: set[int], stub: ast.stmt, source: str, imports: list[str]) -> str:
        needed = answers | (self._needs(answers) - self._at_home)
        text, before = "", None
        for place in sorted(needed - self._placed):
            self._placed.add(place)
            piece = self._pieces[place]
            if _imports(piece.node):
                if not _imports(piece.node) <= self._imported:
                    imports.append(piece.text)
                    self._imported |= _imports(piece.node)
                continue
            gap = "" if before is None else "\n\n\n" if _is_block(piece.node) or _is_block(before) else "\n"
            text, before = text + gap + _documented(piece, stub, source), piece.node
        return text

    def _chain(self, name: str, before: int | None = None) -> list[int]:
        """Return the pieces that make a name what it is before some piece runs, or at the end."""
        chain: list[int] = []
        for place in reversed(range(len(self._pieces) if before is None else before)):
            if name in self._pieces[place].binds:
                chain.append(place)
                if self._pieces[place].defines(name):
                    break
        # What only changes a name that no source defines, such as np's, is nobody's definition of it.
        return chain if chain and self._pieces[chain[-1]].defines(name) else []

    def _needs(self, places: Iterable[int]) -> set[int]:
        """Return every piece that some pieces need, directly or through each other."""
        found: set[int] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place in found:
                continue
            found.add(place)
            needs = self._pieces[place].needs
            for name in needs.now:
                waiting += self._chain(name, place)
            for name in needs.later:
                waiting += self._chain(name)
        return found


def _pieces(path: Path) -> Iterator[_Piece]:
    source = path.read_text(encoding="utf-8")
    lines = source.split("\n")
    for node in ast.parse(source).body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        own = lines[_first_line(node) - 1 : node.end_lineno]
        # Columns count bytes; another statement may share the first or the last line.
        own[-1] = own[-1].encode()[: node.end_col_offset].decode()
        own[0] = own[0].encode()[node.col_offset :].decode()
        yield _Piece(node, "\n".join(own))


def _statements(source: str) -> list[ast.stmt]:
    module = parse_cell(source)
    return module.body if module else []


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _is_block(node: ast.stmt) -> bool:
    return isinstance(node, (*_FUNCTIONS, ast.ClassDef))


def _imports(node: ast.stmt) -> set[str]:
    """Return what a statement imports, each as a text that is equal when the import is."""
    if isinstance(node, ast.Import):
        return {f"import {ast.unparse(alias)}" for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {f"from {node.module} import {ast.unparse(alias)}" for alias in node.names}
    return set()


def _documented(piece: _Piece, stub: ast.stmt, source: str) -> str:
    """Return a piece's text; an answer without a docstring keeps the stub's, as students do."""
    node = piece.node
    if not (isinstance(node, _FUNCTIONS) and isinstance(stub, _FUNCTIONS) and node.name == stub.name):
        return piece.text
    start = node.body[0].lineno - _first_line(node)
    if ast.get_docstring(node) or not ast.get_docstring(stub) or node.body[0].lineno == node.lineno:
        return piece.text
    if node.body[0].col_offset != stub.body[0].col_offset:
        return piece.text
    docstring = source.split("\n")[stub.body[0].lineno - 1 : stub.body[0].end_lineno]
    lines = piece.text.split("\n")
    return "\n".join([*lines[:start], *docstring, *lines[start:]])
