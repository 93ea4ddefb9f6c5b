"""Lab 4, the notebook that students get: what it says, and what its visible asserts say of known answers."""

import ast
import re
import warnings
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import pytest
from nbformat.notebooknode import NotebookNode

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "reference" / "lab4_deep_training"
RIGHT = sorted((REFERENCE / "right").glob("*.py"))


@pytest.fixture(scope="module")
def notebook() -> NotebookNode:
    """Read the notebook."""
    found: NotebookNode = nbformat.read(
        ROOT / "assignments" / "lab4_deep_training" / "lab4_deep_training.ipynb", as_version=4
    )
    return found


def marks(cell: NotebookNode) -> dict[str, Any]:
    """Return what nbgrader knows of a cell."""
    found: dict[str, Any] = cell.metadata.get("nbgrader", {})
    return found


def points(notebook: NotebookNode) -> dict[str, float]:
    """Return the points of each question."""
    return {m["grade_id"]: m["points"] for m in map(marks, notebook.cells) if m.get("grade")}


def public_functions(source: str) -> dict[str, str]:
    """Return the functions of a source, each without its docstring."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = ast.dump(ast.Module(node.body[1:], []))
    return found


def run(cells: list[NotebookNode], names: dict[str, Any]) -> list[str]:
    """Run code cells one after another; return the ids of those that fail, with their messages."""
    failed = []
    with warnings.catch_warnings(), mpl.rc_context({"backend": "agg"}):
        warnings.simplefilter("ignore")
        for cell in cells:
            try:
                exec(compile(cell.source, cell.id, "exec"), names)
            except Exception as error:
                failed.append(f"{cell.id}: {error!r}")
        plt.close("all")
    return failed


def answers(*paths: Path) -> dict[str, Any]:
    """Return the solutions' names, overlaid by other files'."""
    names: dict[str, Any] = {"__name__": "answers"}
    for path in (REFERENCE / "solutions.py", *paths):
        exec(compile(path.read_text(encoding="utf-8"), path.name, "exec"), names)
    return names


def without_answers(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells that are not answers."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and not marks(cell).get("solution")]


def test_each_part_offers_fifteen_points(notebook: NotebookNode) -> None:
    """The four parts offer 15 points each, 60 in all."""
    parts = dict.fromkeys(("q1", "q2", "q3", "q4"), 0.0)
    for question, offered in points(notebook).items():
        parts[question[:2]] += offered
    assert dict(parts) == {"q1": 15, "q2": 15, "q3": 15, "q4": 15}


def test_printed_points_are_the_offered_ones(notebook: NotebookNode) -> None:
    """The points that a question's text prints are those that its test cell offers."""
    printed = {}
    for cell in notebook.cells:
        found = re.search(r"^\*([\d.]+) points?(, read by a person)?\*$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            printed[marks(cell)["grade_id"].removesuffix("_text")] = float(found[1])
    assert printed == points(notebook)


def test_one_answer_is_read_by_a_person(notebook: NotebookNode) -> None:
    """The written answer, and no other, is a Markdown cell with points."""
    read = [
        marks(c)["grade_id"] for c in notebook.cells if c.cell_type == "markdown" and marks(c).get("grade")
    ]
    assert read == ["q4_written"]


def test_functions_to_break_are_those_that_are_judged(notebook: NotebookNode) -> None:
    """The three functions to break are the same in the notebook and in the checks."""
    cell = next(cell for cell in notebook.cells if marks(cell).get("grade_id") == "q3_effect_functions")
    checks = (REFERENCE / "checks" / "test_q3_d_effect.py").read_text(encoding="utf-8")
    judged, shown = public_functions(checks), public_functions(cell.source)
    assert len(shown) == 3
    assert shown == {name: judged[name] for name in shown}


def test_untouched_notebook_fails_in_its_test_cells_only(notebook: NotebookNode) -> None:
    """Without answers every test cell says what is missing, and every other cell runs."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = [message.split(":")[0] for message in run(cells, {"__name__": "stubs"})]
    assert failed == [cell.id for cell in cells if marks(cell).get("grade")]


def test_solutions_pass_every_cell(notebook: NotebookNode) -> None:
    """With the solutions every visible assert holds and every figure is drawn."""
    assert run(without_answers(notebook), answers()) == []


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_right_answers_pass_the_visible_asserts(notebook: NotebookNode, path: Path) -> None:
    """A right answer of any style passes the test cells and figures of its own part."""
    part = path.stem[:2]
    cells = [cell for cell in without_answers(notebook) if cell.id == "setup" or cell.id.startswith(part)]
    assert run(cells, answers(path)) == []
