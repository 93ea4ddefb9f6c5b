"""Lab 3, the notebook that students get: its points, and what its visible asserts say of known answers."""

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
LAB = ROOT / "reference" / "lab3_backprop"


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


def marks(cell: NotebookNode) -> dict[str, Any]:
    """Return what nbgrader knows of a cell."""
    found: dict[str, Any] = cell.metadata.get("nbgrader", {})
    return found


@pytest.fixture(scope="module")
def notebook() -> NotebookNode:
    """Read the notebook that students get."""
    path = ROOT / "assignments" / "lab3_backprop" / "lab3_backprop.ipynb"
    found: NotebookNode = nbformat.read(path, as_version=4)
    return found


def test_notebook_offers_60_points(notebook: NotebookNode) -> None:
    """The cells' points add up to 60, and to what the first table and each question's text promise."""
    points = {m["grade_id"]: m["points"] for m in map(marks, notebook.cells) if m.get("grade")}
    assert sum(points.values()) == 60
    promised = re.findall(r"^\| \d .*\| (\d+) \|$", notebook.cells[0].source, re.MULTILINE)
    parts = [sum(p for grade_id, p in points.items() if grade_id.startswith(f"q{n}_")) for n in range(1, 7)]
    assert [int(number) for number in promised] == parts
    for cell in notebook.cells:
        told = re.search(r"^\*(\d+) points", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and told:
            assert points[marks(cell)["grade_id"].removesuffix("_text")] == int(told[1])


def test_figures_wait_for_stubs(notebook: NotebookNode) -> None:
    """On the untouched notebook only the test cells fail, every one of them."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = [message.split(":")[0] for message in run(cells, {"__name__": "stubs"})]
    assert failed == [cell.id for cell in cells if marks(cell).get("grade")]


@pytest.mark.parametrize(
    "path", [None, *sorted((LAB / "right").glob("*.py"))], ids=lambda path: path.stem if path else "solutions"
)
def test_visible_asserts_accept_right_answers(notebook: NotebookNode, path: Path | None) -> None:
    """The solutions pass all test cells and draw all figures; a right answer passes its part's test cells."""
    names: dict[str, Any] = {"__name__": "answers"}
    run([cell for cell in notebook.cells if cell.id == "variant"], names)
    for source in (LAB / "solutions.py", *([path] if path else [])):
        exec(compile(source.read_text(encoding="utf-8"), source.name, "exec"), names)
    part = path.name[:2] if path else "q"
    cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code"
        and not marks(cell).get("solution")
        and cell.id.startswith((part, "setup"))
    ]
    assert run(cells, names) == []
