"""An expression as plain data, to be kept in a record and shown long after it was judged.

Nodes are listed as `trees.flat` lists them, but each with the digits or the name that was typed, and none
used twice. Records lie on disk, where anybody may have changed them, so reading proves each node against what
the grammar could have written, and bounds how many there are and how deep they stand.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from autograder.mathematics.trees import (
    CONSTANTS,
    Application,
    Binary,
    Constant,
    Derivative,
    Negative,
    Number,
    Tree,
    Variable,
    children,
)
from autograder.models import Expression

MOST_NODES = 1000
"""Nodes of one expression; a line that is read has no more characters than that."""
DEEPEST = 200
"""Nodes inside one another; more than the longest sum that is read."""

_NAME = re.compile(r"[A-Za-z_\u0370-\u03ff][A-Za-z0-9_\u0370-\u03ff.]{0,39}\Z")
_NUMBER = re.compile(r"(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?\Z")
_OPERATORS = frozenset("+ - * / **".split())

Node = tuple[str | int, ...]


def stored(tree: Tree) -> Expression:
    """Return an expression as plain data.

    Parameters
    ----------
    tree : Tree
        The expression.

    Returns
    -------
    tuple of tuple
        Each node after its parts, the root last: ``("number", "0.50")``, ``("variable", "x")``,
        ``("constant", "pi")``, or an operation with the positions of its parts: ``("-", i)``,
        ``("+", i, j)``, ``("call", "exp", i)``, ``("D", i, "x")``.
    """
    nodes: list[Node] = []

    def place(part: Tree) -> int:
        positions = [place(child) for child in children(part)]
        match part:
            case Number(_, written):
                nodes.append(("number", written))
            case Variable(name):
                nodes.append(("variable", name))
            case Constant(name):
                nodes.append(("constant", name))
            case Negative():
                nodes.append(("-", *positions))
            case Binary(operator, _, _):
                nodes.append((operator, *positions))
            case Application(name, _):
                nodes.append(("call", name, *positions))
            case Derivative(_, variable):
                nodes.append(("D", *positions, variable))
        return len(nodes) - 1

    place(tree)
    return tuple(nodes)


def restored(nodes: Expression) -> Tree | None:
    """Return the expression that was stored.

    Parameters
    ----------
    nodes : tuple of tuple
        As a record holds them; anything may stand there.

    Returns
    -------
    Tree or None
        None when it is not what `stored` returns of an expression that can be read.
    """
    if not 0 < len(nodes) <= MOST_NODES:
        return None
    reading = _Reading()
    for node in nodes:
        part = reading.node(node)
        if part is None:
            return None
        reading.parts.append(part)
    *inner, (tree, _) = reading.parts
    return tree if len(reading.used) == len(inner) else None  # every other node is a part of exactly one


class _Reading:
    """The nodes read so far, each with its depth, and which of them are a part of another already."""

    def __init__(self) -> None:
        self.parts: list[tuple[Tree, int]] = []
        self.used: set[int] = set()

    def node(self, node: Node) -> tuple[Tree, int] | None:
        """Return a node over its parts, and its depth; None when it is none of ours."""
        match node:
            case ("number", str(written)) if _NUMBER.match(written):
                return Number(Fraction(written), written), 1
            case ("variable", str(name)) if _NAME.match(name):
                return Variable(name), 1
            case ("constant", str(name)) if name in CONSTANTS:
                return Constant(name), 1
            case ("-", int(place)):
                return self._over(Negative, place)
            case (str(operator), int(left), int(right)) if operator in _OPERATORS:
                return self._over(lambda one, other: Binary(operator, one, other), left, right)
            case ("call", str(name), int(place)) if _NAME.match(name):
                return self._over(lambda argument: Application(name, argument), place)
            case ("D", int(place), str(variable)) if _NAME.match(variable):
                return self._over(lambda body: Derivative(body, variable), place)
        return None

    def _over(self, make: Callable[..., Tree], *places: int) -> tuple[Tree, int] | None:
        wanted = set(places)
        known = all(0 <= place < len(self.parts) for place in places)
        if not known or len(wanted) < len(places) or wanted & self.used:
            return None
        self.used |= wanted
        depth = 1 + max(self.parts[place][1] for place in places)
        return None if depth > DEEPEST else (make(*(self.parts[place][0] for place in places)), depth)
