"""What a cell defines at top level, read without running it, and whether that is still the stub."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from autograder.course import stub_names

_LINE_MAGIC = re.compile(r"^(\s*)[!%?].*$|^(\s*).*\?{1,2}\s*$", re.MULTILINE)
_DEFINITION = re.compile(
    r"^(?:(?:async\s+)?def\s+(?P<function>\w+)|class\s+(?P<type>\w+)|(?P<value>\w+)\s*(?::[^=\n]*)?=(?!=))",
    re.MULTILINE,
)

Statement = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


def parse_cell(source: str) -> ast.Module | None:
    """Parse a cell, its magics and commands left out line by line.

    Returns
    -------
    ast.Module or None
        None when it is not Python; line numbers are those of the cell.
    """
    for text in (source, _LINE_MAGIC.sub(r"\1\2pass", source)):
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def defined_names(source: str) -> tuple[str, ...]:
    """Return the public names a cell defines at top level, in order; guessed where it does not parse.

    Parameters
    ----------
    source : str
        A cell as the student wrote it.

    Returns
    -------
    tuple of str
        A cell with a syntax error still tells which names it was meant to define.
    """
    module = parse_cell(source)
    if module is not None:
        return stub_names(ast.unparse(module)) if module.body else ()
    found = (match["function"] or match["type"] or match["value"] for match in _DEFINITION.finditer(source))
    return tuple(dict.fromkeys(name for name in found if not name.startswith("_")))


def imported_names(source: str) -> tuple[str, ...]:
    """Return the names that a cell's top-level imports bind."""
    module = parse_cell(source)
    return tuple(
        alias.asname or alias.name.split(".")[0]
        for node in (module.body if module else ())
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    )


def definitions(source: str) -> Iterator[tuple[str, Statement]]:
    """Yield each name with the top-level statement that defines it alone, in order."""
    module = parse_cell(source)
    for node in module.body if module else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            if isinstance(node.targets[0], ast.Name):
                yield node.targets[0].id, node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node


def stubs_of(sources: Iterable[str]) -> dict[str, str]:
    """Return the shape of each stub in an assignment's answer cells, by name."""
    return {name: shape(node) for source in sources for name, node in definitions(source)}


def shape(node: Statement) -> str:
    """Return what a definition does, docstrings and layout apart; equal shapes do the same.

    Functions that only say that they are not written do the same, whatever they say and take.
    """
    return _shape(ast.unparse(node))


@lru_cache(maxsize=4096)
def _shape(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            node.body = [statement for statement in node.body if not _is_text(statement)]
        if isinstance(node, ast.FunctionDef) and len(node.body) == 1 and _is_unwritten(node.body[0]):
            node.args, node.returns, node.body = ast.arguments([], [], None, [], [], None, []), None, []
    return ast.dump(tree)


def without(source: str, dropped: Iterable[Statement]) -> str:
    """Return a cell with some of its statements blanked; every other line keeps its number."""
    lines = source.split("\n")
    for node in dropped:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        for number in range(first - 1, node.end_lineno or first):
            lines[number] = ""
    return "\n".join(lines)


def _is_unwritten(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Raise):
        return False
    error = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    return isinstance(error, ast.Name) and error.id == "NotImplementedError"


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
