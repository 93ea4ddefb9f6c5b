"""What a release asks for and gives, read once for all submissions of an assignment.

All of it is made before the first submission comes, and nothing that reads a submission changes it: what one
student hands in cannot change how the next one's is read.
"""

import re
from collections import Counter
from collections.abc import Sequence

from nbformat.notebooknode import NotebookNode

from autograder.notebook.bindings import Binding, bindings
from autograder.notebook.cells import grade_id_of, is_answer, is_locked, metadata_of
from autograder.notebook.definitions import Definition, Statement, definitions_in, parse_cell, same
from autograder.submission.cell_code import CellCode, read_code

_TOKEN = re.compile(r"\w+|[^\w\s]")


def text_of(source: str) -> str:
    """Return a source as two people would say that it is the same: blanks at the ends of lines apart."""
    return "\n".join(line.rstrip() for line in source.splitlines()).strip("\ufeff\u200b \t\n")


def tokens_of(source: str) -> Counter[str]:
    """Count the words and signs of a source."""
    return Counter(_TOKEN.findall(source))


def letters_of(text: str) -> str:
    """Return a text without blanks and line breaks, in which a copy is found however it is laid out."""
    return "".join(text.split())


class Released:
    """A released notebook, and what can be said of it without any submission.

    Parameters
    ----------
    notebook : NotebookNode
        The master; treated as read-only.

    Attributes
    ----------
    cells : sequence of NotebookNode
        Its cells.
    locked : frozenset of int
        The positions of those that are not the student's to change.
    by_grade_id : dict of str to int
        The position of each cell that nbgrader knows.
    by_id : dict of object to int
        The position of each cell by its own id.
    answers : frozenset of object
        The ids of both kinds of the cells to fill in with code.
    stubs : dict of str to Statement
        The statement of each stub by name.
    functions : tuple of str
        The stubs that are functions or classes.
    home : dict of str to int
        The position of each stub's answer cell.
    names : frozenset of str
        What its locked cells bind at top level.
    codes : dict of str to CellCode
        What was read of its code cells, by source.
    texts : tuple of str
        Each cell's source as `text_of` gives it.
    tokens : tuple of Counter
        Each cell's words and signs.
    letters : tuple of str
        Each cell's text as `letters_of` gives it.
    """

    def __init__(self, notebook: NotebookNode) -> None:
        self.notebook = notebook
        self.cells: Sequence[NotebookNode] = notebook.cells
        self.locked = frozenset(place for place, cell in enumerate(self.cells) if is_locked(cell))
        self.by_grade_id = {grade_id_of(c): place for place, c in enumerate(self.cells) if metadata_of(c)}
        self.by_id = {cell.get("id"): place for place, cell in enumerate(self.cells)}
        self.answers = frozenset(
            key for c in self.cells if is_answer(c) for key in (grade_id_of(c), c.get("id"))
        )
        self.stubs: dict[str, Statement] = {}
        self.home: dict[str, int] = {}
        for place, cell in enumerate(self.cells):
            module = parse_cell(cell.source) if is_answer(cell) else None
            for name, node in definitions_in(module) if module else ():
                self.stubs[name], self.home[name] = node, place
        self.functions = tuple(name for name, node in self.stubs.items() if isinstance(node, Definition))
        locked = (
            parse_cell(cell.source)
            for place, cell in enumerate(self.cells)
            if place in self.locked and cell.cell_type == "code"
        )
        self.names = frozenset(
            binding.name
            for module in locked
            if module
            for statement in module.body
            for binding in bindings(statement)
        ) - {"*", *self.stubs}
        self.codes: dict[str, CellCode] = {
            cell.source: read_code(cell.source, self.stubs) for cell in self.cells if cell.cell_type == "code"
        }
        self.texts = tuple(text_of(cell.source) for cell in self.cells)
        self.tokens = tuple(tokens_of(text) for text in self.texts)
        self.letters = tuple(letters_of(text) for text in self.texts)

    def read(self, source: str) -> CellCode:
        """Read a student's code cell; one that is as released was read before."""
        return self.codes.get(source) or read_code(source, self.stubs)

    def is_stub(self, binding: Binding) -> bool:
        """Tell whether what a student's cell binds is still the untouched stub."""
        return binding.name in self.stubs and same(binding.node, self.stubs[binding.name])

    def really(self, code: CellCode) -> set[str]:
        """Return the names that a cell defines: functions by a definition, other answers by any value."""
        if not code.parsed:
            return {name for name in code.names if name in self.stubs}
        return {
            binding.name for binding in code.bound if self._is_kind(binding) and not self.is_stub(binding)
        }

    def _is_kind(self, binding: Binding) -> bool:
        if binding.name not in self.stubs or binding.how in ("import", "everything"):
            return False
        return binding.how == "definition" or binding.name not in self.functions

    def binds(self, code: CellCode) -> set[str]:
        """Return the names that a cell binds in any way but as the untouched stub."""
        return {
            binding.name for binding in code.bound if binding.name in self.stubs and not self.is_stub(binding)
        } | (self.really(code) if not code.parsed else set())
