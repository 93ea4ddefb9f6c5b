"""Every way in which a cell's top level gives a name something to stand for, read without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from autograder.notebook.definitions import Definition, bound_by

How = Literal["definition", "import", "everything", "alias", "value"]
"""``alias`` may be a function; ``value`` surely is none; ``everything`` is ``from ... import *``."""

_MAYBE_CALLABLE = (ast.Call, ast.Name, ast.Attribute, ast.Subscript, ast.IfExp, ast.BoolOp, ast.NamedExpr)


@dataclass(frozen=True, slots=True)
class Binding:
    """One name that gets something to stand for.

    Attributes
    ----------
    name : str
        The name; ``*`` for everything that a module offers.
    how : str
        One of `How`.
    node : ast.AST
        What binds it: the definition or assignment itself, however deep in blocks it stands.
    """

    name: str
    how: How
    node: ast.AST


def bindings(statement: ast.stmt) -> Iterator[Binding]:
    """Yield what a top-level statement binds, in blocks too, in order; nothing inside functions counts."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Definition):
            yield Binding(node.name, "definition", node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = bound_by(alias)
                yield Binding(name, "everything" if name == "*" else "import", node)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            yield from _assigned(node)
            if node.value is not None and not isinstance(node.value, ast.Constant | ast.Name):
                waiting.append(node.value)
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                yield Binding(node.id, "value", node)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield Binding(node.name, "value", node)
            waiting += _children(node)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield Binding(node.rest, "value", node)
            waiting += _children(node)
        elif not isinstance(node, ast.Lambda):
            waiting += _children(node)


def _children(node: ast.AST) -> list[ast.AST]:
    """Return a node's parts, last first; what a comprehension counts with is its own."""
    parts = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.comprehension):
        parts.remove(node.target)
    return parts[::-1]


def _assigned(node: ast.Assign | ast.AnnAssign | ast.NamedExpr) -> Iterator[Binding]:
    if node.value is None:
        return
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(target, ast.Name):
            yield Binding(target.id, _kind(target.id, node.value), node)
            continue
        for part in ast.walk(target):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield Binding(part.id, "alias", node)


def _kind(name: str, value: ast.expr) -> How:
    if isinstance(value, ast.Lambda):
        return "definition"
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == name:
        return "value"  # what an answer gives is not the answer: report = report(X, y, 6)
    return "alias" if isinstance(value, _MAYBE_CALLABLE) else "value"


def changed_names(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds, deletes, or assigns a part of, as in ``X[0] = 1``."""
    names = {binding.name for binding in bindings(statement)}
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign | ast.Delete):
        targets = statement.targets
    elif isinstance(statement, ast.AugAssign | ast.AnnAssign):
        targets = [statement.target]
    for target in targets:
        part = target
        while isinstance(part, ast.Subscript | ast.Attribute):
            part = part.value
        if isinstance(part, ast.Name):
            names.add(part.id)
    return names
