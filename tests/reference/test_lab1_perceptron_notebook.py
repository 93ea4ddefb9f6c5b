"""Lab 1, the notebook that students get: its points, and what its visible asserts say of known answers."""

import warnings
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import pytest
from nbformat.notebooknode import NotebookNode

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "reference" / "lab1_perceptron"
NOTEBOOK = ROOT / "assignments" / "lab1_perceptron" / "lab1_perceptron.ipynb"
RIGHT = sorted((REFERENCE / "right").glob("*.py"))


@pytest.fixture(scope="module")
def notebook() -> NotebookNode:
    """Read the notebook."""
    found: NotebookNode = nbformat.read(NOTEBOOK, as_version=4)
    return found


def marks(cell: NotebookNode) -> dict[str, Any]:
    """Return what nbgrader knows of a cell."""
    found: dict[str, Any] = cell.metadata.get("nbgrader", {})
    return found


def failing_cells(notebook: NotebookNode, *paths: Path) -> list[str]:
    """Run every cell but the answers, which the files take the place of; return those that fail.

    Figures are drawn only where the solutions alone stand in.
    """
    names: dict[str, Any] = {"__name__": "answers"}
    for path in paths:
        exec(compile(path.read_text(encoding="utf-8"), path.name, "exec"), names)
    failed = []
    with warnings.catch_warnings(), mpl.rc_context({"backend": "agg"}):
        warnings.simplefilter("ignore")
        for cell in notebook.cells:
            is_figure = cell.source.startswith("# Figure")
            if cell.cell_type != "code" or marks(cell).get("solution") or (is_figure and len(paths) > 1):
                continue
            try:
                exec(compile(cell.source, cell.id, "exec"), names)
            except Exception as error:
                failed.append(f"{cell.id}: {error!r}")
        plt.close("all")
    return failed


def test_points_are_sixty_and_as_the_welcome_says(notebook: NotebookNode) -> None:
    """The points add up to 60, part by part as the first cell's table says."""
    points = {m["grade_id"]: m["points"] for m in map(marks, notebook.cells) if m.get("grade")}
    assert sum(points.values()) == 60
    for part in range(1, 6):
        total = sum(value for question, value in points.items() if question.startswith(f"q{part}_"))
        rows = [line for line in notebook.cells[0].source.splitlines() if line.startswith(f"| {part} ")]
        assert [row.rsplit("|", 2)[1].strip() for row in rows] == [f"{total:g}"]


def test_points_stand_under_each_heading(notebook: NotebookNode) -> None:
    """Each question's text names the points of its test cell."""
    for cell in notebook.cells:
        if marks(cell).get("grade"):
            question, points = marks(cell)["grade_id"], marks(cell)["points"]
            [text] = [c.source for c in notebook.cells if marks(c).get("grade_id") == f"{question}_text"]
            assert f"*{points:g} points" in text, question


def test_figures_and_asserts_run_on_the_solutions(notebook: NotebookNode) -> None:
    """With the solutions in place, no cell fails, figures included."""
    assert failing_cells(notebook, REFERENCE / "solutions.py") == []


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_visible_asserts_accept_right_answers(notebook: NotebookNode, path: Path) -> None:
    """Whatever form a right answer has, no cell fails on it."""
    assert failing_cells(notebook, REFERENCE / "solutions.py", path) == []
