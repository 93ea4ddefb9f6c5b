"""One code cell of a student's, read once: what runs of it, and which of the names asked for it binds."""

import ast
import re
from collections.abc import Collection
from dataclasses import dataclass

from autograder.notebook.bindings import Binding, bindings
from autograder.notebook.definitions import guessed_names, lines_of, names_in, parse_cell

_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WIDE_BLANK = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# A cell of another magic, such as %%writefile or %%html, holds no code of this notebook.
_OTHER_LANGUAGE = re.compile(r"\s*+%%(?!(?:time|timeit|capture|prun|python3?)\b)")
_INPUT = re.compile(r"\binput\b")
EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class CellCode:
    """What repairing needs to know of one code cell; of its tree only what binds a name that was asked for.

    Attributes
    ----------
    source : str
        What Python reads: line ends are line feeds, and what cannot be seen is out where it kept the cell
        from being Python.
    unseen : tuple of str
        The characters that were taken out, such as ``U+200B``.
    parsed : bool
        Whether it is Python.
    names : tuple of str
        The public names that it defines at top level; guessed where it is not Python.
    bound : tuple of Binding
        What it binds of the names that were asked for, and ``from ... import *``, in order.
    statements : frozenset of int
        Which of these bindings are top-level statements of their own, by the identity of their node.
    asks : bool
        Whether it calls ``input()``.
    """

    source: str
    unseen: tuple[str, ...]
    parsed: bool
    names: tuple[str, ...]
    bound: tuple[Binding, ...]
    statements: frozenset[int]
    asks: bool


def read_code(source: str, asked: Collection[str]) -> CellCode:
    """Read a code cell.

    Parameters
    ----------
    source : str
        As the student wrote it.
    asked : collection of str
        The names of all stubs.
    """
    text, unseen, module = _readable("\n".join(lines_of(source)))
    if _OTHER_LANGUAGE.match(text):
        return CellCode(text, (), False, (), (), frozenset(), False)
    if module is None:
        return CellCode(text, unseen, False, guessed_names(text), (), frozenset(), False)
    wanted = {*asked, EVERYTHING}
    bound = tuple(
        binding for statement in module.body for binding in bindings(statement) if binding.name in wanted
    )
    own = frozenset(map(id, module.body)) & frozenset(id(binding.node) for binding in bound)
    return CellCode(text, unseen, True, names_in(module), bound, own, _asks(text, module))


def _readable(text: str) -> tuple[str, tuple[str, ...], ast.Module | None]:
    """Take out what copying left behind and nobody sees, where a cell is not Python with it."""
    module = parse_cell(text)
    if module is not None:
        return text, (), module
    cleaned = _WIDE_BLANK.sub(" ", _UNSEEN.sub("", text))
    module = parse_cell(cleaned) if cleaned != text else None
    if module is None:
        return text, (), None
    found = dict.fromkeys((*_UNSEEN.findall(text), *_WIDE_BLANK.findall(text)))
    return cleaned, tuple(f"U+{ord(character):04X}" for character in found), module


def _asks(text: str, module: ast.Module) -> bool:
    """Tell whether a cell calls input(), rather than speaks of an input (in a docstring, say)."""
    if not _INPUT.search(text):
        return False
    calls = (node.func for node in ast.walk(module) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "input" for called in calls)
