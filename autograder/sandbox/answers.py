"""Functions and classes as the cells that must answer left them, kept against what later cells do to them."""

import ast
from collections.abc import Sequence
from typing import Any

KEEP_ANSWER = "__keep_answer__"
"""What a noted definition calls, with its name."""


class KeptAnswers:
    """What some names were bound to after their cells ran.

    Only identity and `callable` are asked, which look at an object's type: nothing that a student wrote runs.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def keep(self, namespace: dict[str, Any], names: Sequence[str]) -> None:
        """Keep what each of the names is bound to now, if it can be called; the last one kept wins."""
        for name in names:
            found = namespace.get(name)
            if callable(found):
                self._kept[name] = found

    def settle(self, namespace: dict[str, Any]) -> list[str]:
        """Bind every name to what was kept of it, and return those that were bound to anything else."""
        missing = object()
        changed = [name for name, kept in self._kept.items() if namespace.get(name, missing) is not kept]
        for name in changed:
            namespace[name] = self._kept[name]
        return changed


class AnswerKeeper(ast.NodeTransformer):
    """Notes an answer as soon as it is defined: the same cell may put its value in its place."""

    def __init__(self) -> None:
        self.names: frozenset[str] = frozenset()

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """Follow each definition of an answer outside functions by a note; line numbers stay."""
        if self.names:
            self.generic_visit(node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> list[ast.stmt]:
        """Note it; what it defines inside is its own."""
        return self._noted(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> list[ast.stmt]:
        """Note it; what it defines inside is its own."""
        return self._noted(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        """Note it; what it defines inside is its own."""
        return self._noted(node)

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        """Note it; whether it is a function is seen when it runs."""
        return self._noted(node)

    def _noted(self, statement: ast.stmt) -> list[ast.stmt]:
        noted = [
            ast.Expr(ast.Call(ast.Name(KEEP_ANSWER, ast.Load()), [ast.Constant(name)], []))
            for name in _defined(statement)
            if name in self.names
        ]
        return [
            statement,
            *(ast.fix_missing_locations(ast.copy_location(note, statement)) for note in noted),
        ]


def _defined(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]
