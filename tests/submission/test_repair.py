"""Accidents are mended, told, and nothing a student wrote is lost."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course.layout import Assignment
from autograder.notebook.run_order import out_of_order
from autograder.sandbox import CellRun
from autograder.submission.repair import Repaired, repair
from tests.builders.small_course import DOUBLE, DOUBLE_STUB, HALF, ID, make_course, master

Accident = Callable[[NotebookNode], None]


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return make_course(tmp_path_factory.mktemp("course")).assignment(ID)


def marked(repaired: Repaired) -> dict[str, str]:
    """Return the source of each cell that nbgrader knows, by grade id."""
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in repaired.notebook.cells
        if "nbgrader" in cell.metadata
    }


def namespace(repaired: Repaired) -> dict[str, object]:
    """Run the cells in order, as plain Python; what fails is passed over."""
    found: dict[str, object] = {}
    for _, source in repaired.cells:
        try:
            exec(source, found)
        except (AssertionError, NotImplementedError, SyntaxError, NameError, ZeroDivisionError):
            continue
    return found


def lose_marks(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata.clear()
        cell.pop("id")


def colab(notebook: NotebookNode) -> None:
    lose_marks(notebook)
    notebook.metadata["colab"] = {"provenance": []}
    for number, cell in enumerate(notebook.cells):
        cell.metadata["id"] = f"colab{number}"
        cell.id = f"colab{number}"


def double_in_place(notebook: NotebookNode) -> None:
    notebook.cells.insert(2, copy.deepcopy(notebook.cells[1]))


def stub_again_at_the_end(notebook: NotebookNode) -> None:
    notebook.cells.append(copy.deepcopy(master().cells[1]))


def older_answer_first(notebook: NotebookNode) -> None:
    notebook.cells.insert(1, new_code_cell("def double(x):\n    return x + x + 1"))


def delete_test(notebook: NotebookNode) -> None:
    del notebook.cells[2]


def edit_test(notebook: NotebookNode) -> None:
    notebook.cells[2].source += "\nassert double(2) == 5"


def retype_test(notebook: NotebookNode) -> None:
    notebook.cells[2] = new_code_cell("# double(x) is twice x\nassert double(1) ==  2")


def answer_in_the_test_cell(notebook: NotebookNode) -> None:
    notebook.cells[2].source = notebook.cells[1].source + "\n" + notebook.cells[2].source
    notebook.cells[1].source = ""


def foreign_kernel(notebook: NotebookNode) -> None:
    notebook.metadata["kernelspec"] = {"name": "conda-env-ai-py", "display_name": "AI", "language": "python"}


def merge_answers(notebook: NotebookNode) -> None:
    notebook.cells[1].source += "\n" + notebook.cells[4].source
    del notebook.cells[4]


def answer_as_text(notebook: NotebookNode) -> None:
    notebook.cells[1] = new_markdown_cell(notebook.cells[1].source)


def written_answer_turned_raw(notebook: NotebookNode) -> None:
    notebook.cells[7].cell_type = "raw"


ACCIDENTS: dict[Accident, str] = {
    lose_marks: "All nbgrader marks were gone",
    colab: "saved by Colab",
    double_in_place: "copies of one cell",
    stub_again_at_the_end: "untouched stub of double again; your definition in cell 2 counts",
    delete_test: "test cell q1_double was missing",
    edit_test: "test cell q1_double was edited",
    retype_test: "test cell q1_double was edited",
    answer_in_the_test_cell: "test cell q1_double was",
    foreign_kernel: "'conda-env-ai-py' was taken for 'python3'",
    merge_answers: "Some nbgrader marks were missing",
    answer_as_text: "as handed in was text",
    older_answer_first: "",
    written_answer_turned_raw: "",
}


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda accident: accident.__name__)
def test_accident_costs_nothing_and_is_told(assignment: Assignment, accident: Accident) -> None:
    """The right functions win, the released tests stand there once, the log says what happened."""
    notebook = master(DOUBLE, HALF, "Because.")
    accident(notebook)
    before = copy.deepcopy(notebook)
    repaired = repair(notebook, assignment)
    assert notebook == before
    found = namespace(repaired)
    assert (found["double"](3), found["half"](3)) == (6, 1.5)  # type: ignore[operator]
    marks = marked(repaired)
    released = {cell.metadata.nbgrader.grade_id: cell.source for cell in assignment.notebook.cells}
    for test in ("q1_double", "q2_half"):
        assert marks[test] == released[test]
    assert marks["q3_why"] == "Because."
    grade_ids = [c.metadata.nbgrader.grade_id for c in repaired.notebook.cells if c.metadata.get("nbgrader")]
    assert len(grade_ids) == len(set(grade_ids))
    assert any(ACCIDENTS[accident] in line for line in repaired.repairs) or not ACCIDENTS[accident]
    assert repaired.flags == ()
    written = {cell.source.strip() for cell in before.cells if cell.source.strip()}
    assert written <= {cell.source.strip() for cell in repaired.notebook.cells}, "nothing written is lost"


def test_untouched_notebook_needs_no_repair(assignment: Assignment) -> None:
    """What comes back as it went out is graded as it is."""
    repaired = repair(assignment.notebook, assignment)
    assert repaired.repairs == ()
    assert [cell.source for cell in repaired.notebook.cells] == [
        cell.source for cell in assignment.notebook.cells
    ]


def test_last_real_definition_wins(assignment: Assignment) -> None:
    """An answer corrected further down counts; only the stub's own text never does."""
    notebook = master("def double(x):\n    return 0", HALF)
    notebook.cells += [new_code_cell(DOUBLE), new_code_cell(DOUBLE_STUB + "\nleft_alone = 1")]
    repaired = repair(notebook, assignment)
    found = namespace(repaired)
    assert found["double"](3) == 6  # type: ignore[operator]
    assert found["left_alone"] == 1
    assert marked(repaired)["q1_double_answer"] == DOUBLE
    assert repaired.notebook.cells[-1].source == DOUBLE_STUB + "\nleft_alone = 1", "shown as it was written"


def test_submitted_marks_are_never_trusted(assignment: Assignment) -> None:
    """Points, ids and locks that a student wrote into the metadata vanish."""
    notebook = master(DOUBLE, HALF)
    notebook.cells[2].metadata.nbgrader["points"] = 4000
    notebook.cells.append(new_code_cell("1", metadata={"nbgrader": {"grade_id": "q9", "points": 9}}))
    repaired = repair(notebook, assignment)
    released = {c.metadata.nbgrader.grade_id: c.metadata.nbgrader for c in assignment.notebook.cells}
    for cell in repaired.notebook.cells:
        if cell.metadata:
            assert cell.metadata.nbgrader == released[cell.metadata.nbgrader.grade_id]
    assert "q9" not in marked(repaired)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("!pip install torch", "Cell 9: the line '!pip install torch' does not run when graded."),
        ("lines = !ls", "Cell 9: the line '!ls' does not run when graded."),
        ("from google.colab import drive", "Cell 9: google.colab is not there when graded"),
        ("name = input('Your name?')", "Cell 9: nobody answers input() when graded"),
    ],
)
def test_what_is_not_there_is_told(assignment: Assignment, source: str, told: str) -> None:
    """Commands, Colab and questions to a person are named with their cell."""
    notebook = master(DOUBLE, HALF)
    notebook.cells.append(new_code_cell(source))
    assert [line for line in repair(notebook, assignment).repairs if line.startswith(told)]


def test_stranger_is_flagged(assignment: Assignment) -> None:
    """A notebook of another assignment is graded, earns nothing, and a teacher is told."""
    notebook = master()
    notebook.cells = [new_code_cell("print('week 3')"), new_markdown_cell("Week 3")]
    repaired = repair(notebook, assignment)
    assert "another assignment" in repaired.flags[0]
    assert set(marked(repaired)) == set(marked(repair(master(), assignment))) - {
        "q1_double_answer",
        "q2_half_answer",
    }


def test_use_above_definition_is_named() -> None:
    """Only a name that a later cell defines or imports means a run out of order."""
    cells = [(0, "y = scale(2)"), (1, "z = np.ones(3)"), (2, "w = nowhere"), (3, "def scale(x): return x")]
    cells.append((4, "import numpy as np"))
    failed = [
        CellRun(index, "raised", f"NameError: name '{name}' is not defined (line 1 of its cell)")
        for index, name in ((0, "scale"), (1, "np"), (2, "nowhere"))
    ]
    told = out_of_order(cells, failed)
    assert set(told) == {0, 1}
    assert "it uses scale, which only cell 4, further down, defines" in told[0]
    assert "Restart and Run All" in told[0]


def test_repair_is_repeatable(assignment: Assignment, tmp_path: Path) -> None:
    """What was mended needs no second mending."""
    notebook = master(DOUBLE, HALF)
    delete_test(notebook)
    stub_again_at_the_end(notebook)
    once = repair(notebook, assignment)
    twice = repair(once.notebook, assignment)
    assert twice.notebook == once.notebook
