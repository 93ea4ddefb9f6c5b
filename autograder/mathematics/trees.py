"""The trees that expressions are read into: frozen, in the student's own form, never simplified.

A tree travels to the prover as a flat list of nodes, each naming its children by their position, so that
depth costs nothing on the way.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

BUILT_IN = frozenset("exp log sqrt abs sin cos tan sinh cosh tanh sech coth atan".split())
"""Functions that every expression may use; log is the natural one."""

CONSTANTS = frozenset(("e", "pi"))
"""Named numbers that every expression may use."""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number, with its digits as they were written."""

    value: Fraction
    written: str


@dataclass(frozen=True, slots=True)
class Variable:
    """The variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A named number: e or pi."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign before something."""

    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and one of ``+ - * / **``."""

    operator: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Application:
    """A function of one argument."""

    name: str
    argument: "Tree"


@dataclass(frozen=True, slots=True)
class Derivative:
    """``D(body, variable)``: a derivative still to be taken."""

    body: "Tree"
    variable: str


Tree = Number | Variable | Constant | Negative | Binary | Application | Derivative


def number(value: int | Fraction) -> Number:
    """Return a number as a tree.

    Parameters
    ----------
    value : int or Fraction
        Its exact value.

    Returns
    -------
    Number
        The leaf.
    """
    return Number(Fraction(value), str(value))


def children(tree: Tree) -> tuple[Tree, ...]:
    """Return the direct parts of a tree, from left to right."""
    match tree:
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Application(_, argument):
            return (argument,)
        case Derivative(body, _):
            return (body,)
    return ()


def walk(tree: Tree) -> Iterator[Tree]:
    """Yield a tree and everything in it, a part before its own parts."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(children(part)))


def has_derivative(tree: Tree) -> bool:
    """Tell whether a derivative is still to be taken somewhere in a tree."""
    return any(isinstance(part, Derivative) for part in walk(tree))


def rebuilt(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """Return a tree with each of its direct parts changed.

    Parameters
    ----------
    tree : Tree
        The tree.
    change : callable
        Makes the new part from the old one.

    Returns
    -------
    Tree
        The same kind of node over the new parts.
    """
    match tree:
        case Negative(operand):
            return Negative(change(operand))
        case Binary(operator, left, right):
            return Binary(operator, change(left), change(right))
        case Application(name, argument):
            return Application(name, change(argument))
        case Derivative(body, variable):
            return Derivative(change(body), variable)
    return tree


def substituted(tree: Tree, value: Tree) -> Tree:
    """Return a tree with its variable replaced, as when a function of x is called with an argument.

    Parameters
    ----------
    tree : Tree
        A tree without derivatives.
    value : Tree
        What stands for the variable.

    Returns
    -------
    Tree
        The new tree.
    """
    if isinstance(tree, Variable):
        return value
    return rebuilt(tree, lambda part: substituted(part, value))


def shape(tree: Tree) -> Tree:
    """Return a tree with the spelling of its numbers forgotten, to compare two ways of writing."""
    if isinstance(tree, Number):
        return number(tree.value)
    return rebuilt(tree, shape)


def flat(tree: Tree) -> list[list[str | int]]:
    """Return a tree as a list of nodes, each after its parts, the root last.

    Parameters
    ----------
    tree : Tree
        The tree.

    Returns
    -------
    list of list
        ``["number", "1/3"]``, ``["variable"]``, ``["constant", "pi"]``, or an operation with the positions
        of its parts: ``["-", i]``, ``["+", i, j]``, ``["call", "exp", i]``, ``["D", i]``. A part that the
        tree holds in several places as one object is listed once.
    """
    nodes: list[list[str | int]] = []
    placed: dict[int, int] = {}

    def place(part: Tree) -> int:
        position = placed.get(id(part))
        if position is None:
            nodes.append(_node(part, place))
            position = placed[id(part)] = len(nodes) - 1
        return position

    place(tree)
    return nodes


def _node(part: Tree, place: Callable[[Tree], int]) -> list[str | int]:
    """Return one node over the positions of its parts; the commonest kinds come first."""
    match part:
        case Binary():
            return [part.operator, place(part.left), place(part.right)]
        case Number():
            return ["number", str(part.value)]
        case Application():
            return ["call", part.name, place(part.argument)]
        case Variable():
            return ["variable"]
        case Negative():
            return ["-", place(part.operand)]
        case Derivative():
            return ["D", place(part.body)]
        case Constant():
            return ["constant", part.name]
