"""Wrong solutions made from right ones: one small change each, the kind a slip of the hand makes.

A check suite that lets a mutant through does not check what the mutant broke, unless the change changes
nothing; such *equivalent* mutants an author lists with a reason. The changes are made on the syntax tree, so
a mutant always parses, and docstrings, annotations and messages of errors are left alone.
"""

import ast
import copy
import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from autograder.notebook.bindings import changed_names
from autograder.validation.mutations import changes

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutant:
    """The solutions with one change.

    Attributes
    ----------
    id : str
        The changed name and a digest of what became of it: the same while that definition is the same.
    name : str
        The public or private top-level name that was changed.
    line : int
        Where in solutions.py.
    description : str
        What was changed into what.
    source : str
        The whole changed source.
    """

    id: str
    name: str
    line: int
    description: str
    source: str


def mutants(source: str, names: Collection[str]) -> list[Mutant]:
    """Make all mutants of some top-level definitions.

    Parameters
    ----------
    source : str
        The solutions.
    names : collection of str
        Which functions, classes and constants to change.

    Returns
    -------
    list of Mutant
        In the order of the source, no two alike and none like the source.
    """
    tree = ast.parse(source)
    found: list[Mutant] = []
    for place, statement in enumerate(tree.body):
        defined = changed_names(statement) & set(names)
        if not defined:
            continue
        name = min(defined)
        seen = {ast.dump(statement)}
        for line, description, changed in _variants(statement):
            dump = ast.dump(changed)
            if dump in seen:
                continue
            seen.add(dump)
            body = [*tree.body[:place], changed, *tree.body[place + 1 :]]
            mutated = ast.unparse(ast.fix_missing_locations(ast.Module(body, [])))
            digest = hashlib.sha256(_told(changed).encode()).hexdigest()[:8]
            found.append(Mutant(f"{name}:{digest}", name, line, description, mutated))
    return found


def reachable(source: str, names: Collection[str]) -> frozenset[str]:
    """Return top-level names that some definitions need, themselves included.

    Parameters
    ----------
    source : str
        The solutions.
    names : collection of str
        Where to begin.

    Returns
    -------
    frozenset of str
        Names defined at top level that `names` mention, directly or through each other.
    """
    mentions: dict[str, set[str]] = {}
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        for name in changed_names(statement):
            mentions.setdefault(name, set()).update(used)
    found: set[str] = set()
    waiting = [name for name in names if name in mentions]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [used for used in mentions[name] if used in mentions]
    return frozenset(found)


def sliced(source: str, names: Collection[str]) -> str:
    """Return the solutions without the definitions that some names do not need.

    A question's mutants run many times; what only other questions need (a fit at top level, say) is left out.
    Statements that define nothing stay only when they import.
    """
    needed = reachable(source, names)
    tree = ast.parse(source)
    kept = [
        statement
        for statement in tree.body
        if isinstance(statement, ast.Import | ast.ImportFrom) or changed_names(statement) & needed
    ]
    return ast.unparse(ast.Module(kept, []))


def _variants(statement: ast.stmt) -> Iterator[tuple[int, str, ast.stmt]]:
    """Yield each change of one top-level statement, made on a copy."""
    for position, node in enumerate(_changeable(statement)):
        for description, replacement in changes(node):
            changed = copy.deepcopy(statement)
            target = _changeable(changed)[position]
            _replace(changed, target, copy.deepcopy(replacement))
            before = _short(ast.unparse(node))
            yield node.lineno, f"{description}: {before} → {_short(ast.unparse(replacement))}", changed


def _changeable(statement: ast.stmt) -> list[ast.stmt | ast.expr]:
    """List, in a fixed order, the nodes a change may replace."""
    left_out: set[int] = set()
    for node in ast.walk(statement):
        for part in _left_alone(node):
            left_out |= {id(inner) for inner in ast.walk(part)}
    return [
        node
        for node in ast.walk(statement)
        if isinstance(node, ast.stmt | ast.expr) and id(node) not in left_out and node is not statement
    ]


def _left_alone(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        yield from node.decorator_list
        if ast.get_docstring(node, clean=False) is not None:
            yield node.body[0]
        if isinstance(node, _FUNCTIONS) and node.returns is not None:
            yield node.returns
    elif isinstance(node, ast.arg) and node.annotation is not None:
        yield node.annotation
    elif isinstance(node, ast.AnnAssign):
        yield node.annotation
    elif isinstance(node, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom):
        yield node


def _replace(root: ast.AST, target: ast.AST, replacement: ast.AST) -> None:
    for parent in ast.walk(root):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, replacement)
                return
            if isinstance(value, list) and any(entry is target for entry in value):
                value[[entry is target for entry in value].index(True)] = replacement
                return


def _told(statement: ast.stmt) -> str:
    """Write a definition without its docstring, the same with every version of Python."""
    if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)) and ast.get_docstring(statement) is not None:
        statement = copy.copy(statement)
        statement.body = statement.body[1:] or [ast.Pass()]
    return ast.unparse(ast.fix_missing_locations(statement))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= 60 else f"`{line[:59]}…`"
