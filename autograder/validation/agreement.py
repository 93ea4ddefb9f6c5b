"""Prove that what students read agrees with what is graded, and that nothing secret is in it."""

import ast
import difflib
from collections.abc import Iterator

from nbformat.notebooknode import NotebookNode

from autograder.checks.collection import CheckInfo
from autograder.course.layout import Assignment, Reference
from autograder.notebook.cells import grade_id_of, is_answer, is_graded
from autograder.notebook.definitions import Definition, Statement, definitions
from autograder.validation.findings import Claim

_NEARLY = 0.8
_TELLING = 24


def stubs_agree(assignment: Assignment, solutions: str) -> Iterator[Claim]:
    """Compare each stub with its solution: there, same kind, same signature, same docstring.

    Parameters
    ----------
    assignment : Assignment
        The public half.
    solutions : str
        Source of the solutions.

    Yields
    ------
    Claim
        One a stub.
    """
    answers = dict(definitions(solutions))
    for question in assignment.questions:
        if question.points < 0:
            yield Claim(False, f"{question.id}: offers {question.points} points")
        if not question.manual and not question.names:
            yield Claim(False, f"{question.id}: no answer cell before its test cell defines a stub")
    for cell in _answer_cells(assignment.notebook):
        for name, stub in dict(definitions(cell.source)).items():
            if not name.startswith("_"):
                problem = _difference(stub, answers.get(name))
                yield Claim(not problem, f"{name}: {problem or 'stub and solution agree'}")


def asserts_agree(assignment: Assignment, checks: tuple[CheckInfo, ...]) -> Iterator[Claim]:
    """Compare the comment before each visible assert with the sentences of the question's checks.

    A comment that is nearly a check's sentence was meant to be the same; one unlike all of them
    introduces an assert without a twin.

    Yields
    ------
    Claim
        One a test cell.
    """
    for cell in assignment.notebook.cells:
        if cell.cell_type != "code" or not is_graded(cell):
            continue
        sentences = [check.sentence for check in checks if check.question == grade_id_of(cell)]
        problems = []
        if not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(cell.source))):
            problems.append("holds no assert")
        comments = _leading_comments(cell.source)
        if not comments:
            problems.append("no comment says what its asserts are about")
        for comment in comments:
            near = difflib.get_close_matches(comment, sentences, 1, _NEARLY)
            if near and near[0] != comment:
                problems.append(f"'{comment}' is not quite the sentence '{near[0]}'")
        yield Claim(
            not problems,
            f"{grade_id_of(cell)}: {'; '.join(problems) or 'visible asserts and sentences agree'}",
        )


def nothing_secret(assignment: Assignment, reference: Reference, solutions: str) -> Iterator[Claim]:
    """Look for the reference in what students are given.

    Yields
    ------
    Claim
        One a kind of secret.
    """
    cells = [cell for cell in assignment.notebook.cells if cell.cell_type == "code"]
    text = "\n".join(cell.source for cell in assignment.notebook.cells)
    for path in sorted(assignment.folder.rglob("*")):
        if path.is_file() and path.suffix in {".toml", ".py", ".md", ".txt", ".csv", ".json"}:
            text += path.read_text(encoding="utf-8", errors="replace")
    unfinished = [
        name
        for cell in _answer_cells(assignment.notebook)
        for name, definition in dict(definitions(cell.source)).items()
        if not _is_stub(definition)
    ]
    yield Claim(not unfinished, f"answer cells hold stubs only{_listed(unfinished)}")
    given_away = _bodies_found(solutions, cells)
    yield Claim(not given_away, f"no solution's body is in the notebook{_listed(given_away)}")
    words = [f"reference/{reference.id}", "autograder.checks", "mark.check("]
    words += [known.name for known in (*reference.right, *reference.wrong) if len(known.name) > 5]
    for path in reference.checks_dir.rglob("*.py"):
        words += [
            node.name for node in ast.walk(_parsed(path.read_text())) if isinstance(node, ast.FunctionDef)
        ]
    found = sorted({word for word in words if len(word) > 7 and word in text} - _public_names(cells))
    yield Claim(not found, f"no name of a check or known submission is in it{_listed(found)}")
    outputs = [cell for cell in cells if cell.get("outputs")]
    yield Claim(not outputs, "the notebook carries no outputs")


def _public_names(cells: list[NotebookNode]) -> set[str]:
    names: set[str] = set()
    for cell in cells:
        names |= dict(definitions(cell.source)).keys()
        names |= {node.id for node in ast.walk(_parsed(cell.source)) if isinstance(node, ast.Name)}
    return names


def _difference(stub: Statement, answer: Statement | None) -> str:
    if answer is None:
        return "solutions.py does not define it"
    if isinstance(stub, ast.Assign | ast.AnnAssign):
        return (
            "" if isinstance(answer, ast.Assign | ast.AnnAssign) else "a constant here, not in solutions.py"
        )
    if type(stub) is not type(answer):
        return "the stub and the solution are not of one kind"
    assert isinstance(answer, Definition)
    if ast.get_docstring(stub) is None:
        return "the stub has no docstring"
    if ast.get_docstring(stub) != ast.get_docstring(answer):
        return "the docstrings differ"
    if _signature(stub) != _signature(answer):
        return "the signatures differ"
    if isinstance(stub, ast.ClassDef) and isinstance(answer, ast.ClassDef):
        theirs = {node.name: node for node in answer.body if isinstance(node, ast.FunctionDef)}
        for method in (node for node in stub.body if isinstance(node, ast.FunctionDef)):
            problem = _difference(method, theirs.get(method.name))
            if problem and method.name != "__init__":
                return f"{method.name}: {problem}"
    return ""


def _signature(node: Definition) -> str:
    if isinstance(node, ast.ClassDef):
        return ast.dump(ast.Tuple(node.bases, ast.Load()))
    return ast.dump(node.args) + (ast.dump(node.returns) if node.returns else "")


def _is_stub(node: Statement) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
    functions = [
        inner for inner in ast.walk(node) if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return all("NotImplementedError" in ast.unparse(function) for function in functions)


def _bodies_found(solutions: str, cells: list[NotebookNode]) -> list[str]:
    """Return the solutions whose statements, without docstring, all stand in the notebook's code."""
    shown = {
        ast.dump(node)
        for cell in cells
        for node in ast.walk(_parsed(cell.source))
        if isinstance(node, ast.stmt)
    }
    found = []
    for name, definition in dict(definitions(solutions)).items():
        if isinstance(definition, ast.FunctionDef):
            body = definition.body[1:] if ast.get_docstring(definition) is not None else definition.body
            telling = len("".join(ast.unparse(statement) for statement in body)) >= _TELLING
            if body and telling and all(ast.dump(statement) in shown for statement in body):
                found.append(name)
        elif not isinstance(definition, ast.ClassDef) and ast.dump(definition) in shown:
            found.append(name)
    return found


def _answer_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if is_answer(cell)]


def _leading_comments(source: str) -> list[str]:
    """Join each run of comment lines at the left margin into one sentence."""
    comments: list[str] = []
    running = False
    for line in source.splitlines():
        if line.startswith("#"):
            text = line.lstrip("#").strip()
            comments[-1:] = [f"{comments[-1]} {text}"] if running else [*comments[-1:], text]
        running = line.startswith("#")
    return comments


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _listed(names: list[str]) -> str:
    return f": {', '.join(names)}" if names else ""
