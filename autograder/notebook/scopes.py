"""Which names a piece of code needs of the code around it, as the compiler sees its scopes.

Python's own symbol table tells locals, parameters, closures and globals apart; this module only asks it.
"""

import ast
import symtable
from dataclasses import dataclass

_COMPREHENSIONS = frozenset(("listcomp", "setcomp", "dictcomp", "genexpr"))


@dataclass(frozen=True, slots=True)
class Needs:
    """The names that a piece of code looks up at top level; builtins are among them.

    Attributes
    ----------
    now : frozenset of str
        While it runs, in class bodies and comprehensions too.
    later : frozenset of str
        When the functions that it defines are called.
    """

    now: frozenset[str]
    later: frozenset[str]


def needs_of(source: str) -> Needs:
    """Return the names that a piece of code needs.

    Parameters
    ----------
    source : str
        Python, such as one top-level statement.

    Returns
    -------
    Needs
        A name that the code binds itself is among them where it is looked up too, as in ``x = x + 1``.

    Raises
    ------
    SyntaxError
        When it is not Python.
    """
    table = symtable.symtable(source, "<source>", "exec")
    added = _added_to(source)
    now = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() or (symbol.is_assigned() and symbol.get_name() in added)
    }
    later: set[str] = set()
    for inner in table.get_children():
        _look_inside(inner, now, later)
    return Needs(frozenset(now), frozenset(later))


def _look_inside(table: symtable.SymbolTable, now: set[str], later: set[str]) -> None:
    """Add what an inner scope looks up at top level: now where its body runs now, too."""
    runs_now = table.get_type() == "class" or table.get_name() in _COMPREHENSIONS
    found = now if runs_now else later
    # A comprehension's := makes a global that it does not read; a function says of its globals that it does.
    found |= {
        s.get_name() for s in table.get_symbols() if s.is_global() and (s.is_referenced() or not runs_now)
    }
    for inner in table.get_children():
        _look_inside(inner, found, later)


def _added_to(source: str) -> set[str]:
    """Return the names that ``+=`` and its kin change; the symbol table calls them bound only."""
    statements = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.AugAssign))
    return {node.target.id for node in statements if isinstance(node.target, ast.Name)}
