"""Every notebook that students get: its points, and what its visible asserts say of known answers."""

import re
import warnings
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from nbformat.notebooknode import NotebookNode

from autograder.course.layout import Course
from autograder.notebook.cells import grade_id_of, is_answer, is_graded, is_solution, points_of

ROOT = Path(__file__).parents[2]
ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "assignments").glob("*/assignment.toml"))
RIGHT = [
    (name, path) for name in ASSIGNMENTS for path in sorted((ROOT / "reference" / name).glob("right/*.py"))
]
PARTS_TOGETHER = {"lab1_perceptron"}
"""Where a right answer to one part is tried on the visible asserts of all parts: nothing there takes long."""


def code(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def without_answers(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells that are not answers."""
    return [cell for cell in code(notebook) if not is_answer(cell)]


def points(notebook: NotebookNode) -> dict[str, float]:
    """Return the points of each question."""
    return {grade_id_of(cell): points_of(cell) for cell in notebook.cells if is_graded(cell)}


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


def answers(notebook: NotebookNode, *paths: Path) -> dict[str, Any]:
    """Return the names of sources run one after another, on the notebook's numbers where it holds any."""
    names: dict[str, Any] = {"__name__": "answers"}
    run([cell for cell in code(notebook) if cell.id == "variant"], names)
    for path in paths:
        exec(compile(path.read_text(encoding="utf-8"), path.name, "exec"), names)
    return names


@pytest.fixture
def notebook(course: Course, name: str) -> NotebookNode:
    """Give the notebook that students get."""
    return course.assignment(name).notebook


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_points_are_sixty_and_as_the_first_table_says(notebook: NotebookNode) -> None:
    """The cells' points add up to 60, and part by part to what the first cell promises."""
    offered = points(notebook)
    assert sum(offered.values()) == 60
    promised = re.findall(r"^\| (\d) .*\| (\d+) \|$", notebook.cells[0].source, re.MULTILINE)
    parts = dict.fromkeys((f"q{number}" for number, _ in promised), 0.0)
    for question, value in offered.items():
        parts[question.split("_")[0]] += value
    assert parts == {f"q{number}": float(total) for number, total in promised}


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_printed_points_are_the_offered_ones(notebook: NotebookNode) -> None:
    """The points that a question's text prints are those that its test cell offers, and none lacks them."""
    printed = {}
    for cell in notebook.cells:
        found = re.search(r"^\*([\d.]+) points?(, read by a person)?\*", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            printed[grade_id_of(cell).removesuffix("_text")] = float(found[1])
    assert printed == points(notebook)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_untouched_notebook_fails_in_its_test_cells_only(notebook: NotebookNode) -> None:
    """Without answers every test cell says what is missing, and every other cell, figures too, runs."""
    failed = [message.split(":")[0] for message in run(code(notebook), {"__name__": "stubs"})]
    assert failed == [cell.id for cell in code(notebook) if is_graded(cell)]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_solutions_pass_every_cell(notebook: NotebookNode, name: str) -> None:
    """With the solutions every visible assert holds and every figure is drawn."""
    assert not any(is_solution(cell) for cell in without_answers(notebook))
    solutions = ROOT / "reference" / name / "solutions.py"
    assert run(without_answers(notebook), answers(notebook, solutions)) == []


@pytest.mark.parametrize(("name", "path"), RIGHT, ids=lambda value: getattr(value, "stem", value))
def test_right_answers_pass_the_visible_asserts(notebook: NotebookNode, name: str, path: Path) -> None:
    """A right answer of any style passes the test cells and figures of its own part."""
    part = path.stem[:2]
    cells = [
        cell
        for cell in without_answers(notebook)
        if not re.match(r"q\d", cell.id)
        or cell.id.startswith(part)
        or (name in PARTS_TOGETHER and not cell.source.startswith("# Figure"))
    ]
    assert any(is_graded(cell) for cell in cells)
    assert run(cells, answers(notebook, path.parents[1] / "solutions.py", path)) == []
