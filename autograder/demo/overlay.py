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

from autograder.course.layout import Assignment, stub_names
from autograder.notebook.cells import is_answer
from autograder.notebook.definitions import parse_cell

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


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


class _Names(ast.NodeVisitor):
    """The names that one scope binds, uses while it runs, and uses later, in the bodies of functions."""

    def __init__(self, nodes: Iterable[ast.AST | None] = ()) -> None:
        self.binds: set[str] = set()
        self.now: set[str] = set()
        self.later: set[str] = set()
        self._global: set[str] = set()
        self._visit_all(nodes)

    def _visit_all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def _later(self, arguments: ast.arguments, body: Iterable[ast.AST]) -> None:
        inner = _Names(body)
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        stars = [star for star in (arguments.vararg, arguments.kwarg) if star]
        own = (inner.binds - inner._global) | {argument.arg for argument in (*every, *stars)}
        self.later |= (inner.now | inner.later) - own
        self._visit_all([*arguments.defaults, *arguments.kw_defaults])
        self._visit_all(argument.annotation for argument in (*every, *stars))

    def visit_Name(self, node: ast.Name) -> None:
        (self.now if isinstance(node.ctx, ast.Load) else self.binds).add(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.generic_visit(node)
        if isinstance(node.target, ast.Name):
            self.now.add(node.target.id)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        self.binds |= {alias.asname or alias.name.split(".")[0] for alias in node.names}

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self.visit_Import(node)

    def visit_Global(self, node: ast.Global) -> None:
        self._global |= set(node.names)
        self.now |= set(node.names)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.binds.add(node.name)
        self._visit_all([*node.decorator_list, node.returns])
        self._later(node.args, node.body)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._later(node.args, [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.binds.add(node.name)
        self._visit_all([*node.decorator_list, *node.bases, *node.keywords])
        inner = _Names(node.body)
        self.now |= inner.now - inner.binds
        self.later |= inner.later

    def generic_visit(self, node: ast.AST) -> None:
        if not isinstance(node, _COMPREHENSIONS):
            super().generic_visit(node)
            return
        inner = _Names(ast.iter_child_nodes(node))
        self.now |= inner.now - inner.binds
        self.later |= inner.later - inner.binds


@dataclass(frozen=True)
class _Piece:
    """One top-level statement of a source file, with its text as the author wrote it."""

    node: ast.stmt
    text: str

    @cached_property
    def names(self) -> _Names:
        return _Names([self.node])

    @cached_property
    def binds(self) -> set[str]:
        """The names it defines, or changes: what binds nothing may change everything that it uses."""
        targets: list[ast.expr] = []
        if isinstance(self.node, ast.Assign):
            targets = self.node.targets
        elif isinstance(self.node, ast.AugAssign | ast.AnnAssign):
            targets = [self.node.target]
        changed = {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
        return self.names.binds | changed or self.names.now

    def defines(self, name: str) -> bool:
        """Tell whether it defines a name without needing an older definition of it."""
        return name in self.names.binds and name not in self.names.now


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
            answers = {place for name in _Names([node]).binds & self._stubs for place in self._chain(name)}
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
            names = self._pieces[place].names
            for name in names.now:
                waiting += self._chain(name, place)
            for name in names.later:
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
