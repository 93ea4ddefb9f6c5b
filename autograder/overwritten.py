"""Save a function that its own cell puts a value over, as ``report = report(X, y, 6)`` does."""

import ast

from autograder.cell_code import CellCode
from autograder.definitions import lines_of
from autograder.released import Released


def overwritten(code: CellCode, released: Released) -> dict[str, ast.stmt]:
    """Return, for each function that was asked for, the statement that puts a value over its definition."""
    defined: set[str] = set()
    first: dict[str, ast.AST] = {}
    for binding in code.bound:
        if binding.name not in released.functions or released.is_stub(binding):
            continue
        if binding.how != "value":
            defined.add(binding.name)
            first.pop(binding.name, None)
        elif binding.name in defined:
            first.setdefault(binding.name, binding.node)
    return {
        name: node
        for name, node in first.items()
        if isinstance(node, ast.stmt) and id(node) in code.statements
    }


def with_functions_back(source: str, found: dict[str, ast.stmt]) -> str:
    """Return the cell so that each name is its function again at the end; every line keeps its number."""
    lines = [line.encode() for line in lines_of(source)]
    last: list[str] = []
    for name, node in sorted(found.items(), key=lambda item: -item[1].col_offset):
        line = lines[node.lineno - 1]
        saved = f"_kept_{name} = {name}; ".encode()
        lines[node.lineno - 1] = line[: node.col_offset] + saved + line[node.col_offset :]
        last.append(f"{name} = _kept_{name}")
    return "\n".join([*(line.decode() for line in lines), *last])
