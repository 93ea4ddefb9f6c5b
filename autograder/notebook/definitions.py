"""What a cell defines at top level, read without running it, and whether that is still the stub.

Nothing here recurses and every pattern is linear: a source may be as deep, long or odd as a student's can be.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

_NEWLINE = re.compile(r"\r\n|\r|\n")
_LINE_MAGIC = re.compile(
    r"^([ \t]*+(?:\w[\w, \t]*+=[ \t]*+)?)[!%].*$|^([ \t]*+)(?:\?.*|.*\?[ \t]*+)$", re.MULTILINE
)
_DEFINITION = re.compile(
    r"^(?:(?:async[ \t]++)?def[ \t]++(?P<function>\w++)|class[ \t]++(?P<type>\w++)"
    r"|(?P<value>\w++)[ \t]*+(?::[^=\n]*+)?=(?!=))",
    re.MULTILINE,
)

Statement = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def lines_of(source: str) -> list[str]:
    """Split a source where Python's own line numbers do: at line feeds and carriage returns only."""
    return _NEWLINE.split(source)


def parse_cell(source: str) -> ast.Module | None:
    """Parse a cell, its magics and commands left out line by line.

    Returns
    -------
    ast.Module or None
        None when it is not Python; line numbers are those of the cell.
    """
    module = _parse(source)
    if module is None:
        python = _LINE_MAGIC.sub(r"\1\2None", "\n".join(lines_of(source)))
        module = None if python == source else _parse(python)
    return module


def _parse(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd backslash in a student's text is not ours to tell
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
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
    return guessed_names(source) if module is None else names_in(module)


def stub_names(source: str) -> tuple[str, ...]:
    """Return the public names that a cell of ours defines at top level, in order; nothing is guessed."""
    module = parse_cell(source)
    return names_in(module) if module else ()


def names_in(module: ast.Module) -> tuple[str, ...]:
    """Return the public names that a module's top-level statements define, in order."""
    names: list[str] = []
    for node in module.body:
        if isinstance(node, Definition):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                parts = (target,) if isinstance(target, ast.Name) else ast.walk(target)
                names += [part.id for part in parts if isinstance(part, ast.Name)]
    return tuple(dict.fromkeys(name for name in names if not name.startswith("_")))


def guessed_names(source: str) -> tuple[str, ...]:
    """Return the public names that a cell with a syntax error was meant to define."""
    text = "\n".join(lines_of(source))
    found = (match["function"] or match["type"] or match["value"] for match in _DEFINITION.finditer(text))
    return tuple(dict.fromkeys(name for name in found if not name.startswith("_")))


def imported_names(source: str) -> tuple[str, ...]:
    """Return the names that a cell's top-level imports bind."""
    module = parse_cell(source)
    return tuple(
        bound_by(alias)
        for node in (module.body if module else ())
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    )


def bound_by(alias: ast.alias) -> str:
    """Return the name that one part of an import binds; ``*`` for everything."""
    return alias.asname or alias.name.split(".")[0]


def definitions(source: str) -> Iterator[tuple[str, Statement]]:
    """Yield each name with the top-level statement that gives it its whole value, in order."""
    module = parse_cell(source)
    return definitions_in(module) if module else iter(())


def definitions_in(module: ast.Module) -> Iterator[tuple[str, Statement]]:
    """Yield what `definitions` does, of a cell that was parsed before."""
    for node in module.body:
        if isinstance(node, Definition):
            yield node.name, node
        elif isinstance(node, ast.Assign):
            yield from ((target.id, node) for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node


def same(one: ast.AST, other: ast.AST) -> bool:
    """Tell whether two pieces of code do the same, docstrings and layout apart.

    Functions that only say that they are not written do the same, whatever they say and take.
    """
    waiting: list[tuple[Any, Any]] = [(one, other)]
    while waiting:
        a, b = waiting.pop()
        if type(a) is not type(b):
            return False
        if isinstance(a, list):
            if len(a) != len(b):
                return False
            waiting += zip(a, b, strict=True)
        elif isinstance(a, ast.AST):
            if isinstance(a, ast.FunctionDef) and _is_unwritten(a) != _is_unwritten(b):
                return False  # what is written differs from what is not, whatever else they share
            waiting += [(_part(a, field), _part(b, field)) for field in _fields(a, b)]
        elif a != b:
            return False
    return True


def _fields(a: ast.AST, b: ast.AST) -> Iterable[str]:
    if isinstance(a, ast.FunctionDef) and _is_unwritten(a) and _is_unwritten(b):
        return ("name", "decorator_list")
    return (field for field in a._fields if field not in ("ctx", "kind", "type_comment"))


def _part(node: ast.AST, field: str) -> Any:
    part = getattr(node, field, None)
    if field == "body" and isinstance(node, Definition):
        return [statement for statement in node.body if not is_text(statement)]
    return part


def without(source: str, dropped: Iterable[ast.stmt]) -> str:
    """Return a cell with some of its statements blanked; every other line keeps its number."""
    lines = [line.encode(errors="replace") for line in lines_of(source)]  # columns count bytes of UTF-8
    # From the end, so that what stands before on the same line keeps its columns.
    for node in sorted(dropped, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)]) - 1
        last = (node.end_lineno or node.lineno) - 1
        start = len(lines[first]) - len(lines[first].lstrip()) if decorators else node.col_offset
        head, tail = lines[first][:start], lines[last][node.end_col_offset :]
        tail = b"" if tail.lstrip().startswith(b"#") else tail
        indent = head[: len(head) - len(head.lstrip())]
        kept = indent + b"pass" + tail if tail.strip() else b""
        lines[first : last + 1] = [head + b"pass" if head else b"", *[b""] * (last - first)]
        if kept:
            lines[last] = kept if last > first else head + b"pass" + tail
    return "\n".join(line.decode() for line in lines)


def _is_unwritten(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef):
        return False
    statements = [statement for statement in node.body if not is_text(statement)]
    if len(statements) != 1 or not isinstance(statements[0], ast.Raise):
        return False
    raised = statements[0].exc
    error = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(error, ast.Name) and error.id == "NotImplementedError"


def is_text(statement: ast.stmt) -> bool:
    """Tell whether a statement is only a text, such as a docstring."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
