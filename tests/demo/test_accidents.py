"""Accidents happen to a copy, always the same way, and are what they are called."""

import copy
import warnings
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from autograder.course.layout import Assignment, Course
from autograder.demo.accidents import ACCIDENTS
from autograder.demo.overlay import overlay
from autograder.notebook.cells import grade_id_of, is_answer, is_test, metadata_of
from autograder.submission.repair import repair
from tests.builders.sample_assignment import ID, write_sample

ROOT = Path(__file__).parent.parent.parent
ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "assignments").glob("*/assignment.toml"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Write the sample assignment."""
    return write_sample(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def assignment(sample: Course) -> Assignment:
    """Give the sample's public half."""
    return sample.assignment(ID)


@pytest.fixture
def answered(sample: Course, assignment: Assignment) -> NotebookNode:
    """Give the sample with everything answered."""
    return overlay(assignment, [sample.reference(ID).solutions_path])


def struck(name: str, notebook: NotebookNode) -> NotebookNode:
    """Let an accident happen; no warning may be raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ACCIDENTS[name](notebook)


@pytest.mark.parametrize("name", ACCIDENTS)
def test_happens_to_a_copy_and_always_alike(name: str, answered: NotebookNode) -> None:
    """The notebook given is left alone, and is not what comes back; twice gives the same."""
    before = copy.deepcopy(answered)
    first, second = struck(name, answered), struck(name, answered)
    assert before == answered
    assert first == second
    assert before != first


@pytest.mark.parametrize("name", ACCIDENTS)
def test_leaves_a_notebook(name: str, answered: NotebookNode, tmp_path: Path) -> None:
    """Jupyter could have written it: it is valid as it stands, and comes back as it was written."""
    notebook = struck(name, answered)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nbformat.validate(nbformat.from_dict(copy.deepcopy(notebook)))
        nbformat.write(notebook, tmp_path / "made.ipynb")
    again = nbformat.read(tmp_path / "made.ipynb", as_version=nbformat.NO_CONVERT)
    assert [cell.source for cell in notebook.cells] == [cell.source for cell in again.cells]


@pytest.mark.parametrize("name", ACCIDENTS)
@pytest.mark.parametrize("cells", [[], [new_markdown_cell("Only text.")]], ids=["empty", "text"])
def test_spares_what_is_not_there(name: str, cells: list[NotebookNode]) -> None:
    """A notebook without answers or tests has no accident with them."""
    assert struck(name, new_notebook(cells=cells)).nbformat == 4


def test_metadata_is_lost(answered: NotebookNode) -> None:
    """Neither a cleared notebook nor Colab's holds a key of nbgrader; Colab's holds no cell ids either."""
    for name in ("all nbgrader metadata gone", "saved by Colab"):
        assert not any(metadata_of(cell) for cell in struck(name, answered).cells)
    for name in ("saved by Colab", "no cell ids"):
        assert not any("id" in cell for cell in struck(name, answered).cells)


@pytest.mark.parametrize("name", ["an answer cell doubled in place", "an answer cell doubled at the end"])
def test_doubled(name: str, answered: NotebookNode) -> None:
    """The same source and grade id stand in two cells."""
    ids = [grade_id_of(cell) for cell in struck(name, answered).cells if is_answer(cell)]
    assert len(ids) == len(set(ids)) + 1


def test_stub_stands_last(answered: NotebookNode) -> None:
    """The last cell defines an answer again, not its helper, as it was: unwritten, with its docstring."""
    answered.cells[1].source = "def helper():\n    pass\n\n\n" + answered.cells[1].source
    last = struck("the untouched stub again at the end", answered).cells[-1].source
    assert last.startswith("def scale(x, factor=2.0):")
    assert "Return the entries of x times factor" in last
    assert last.splitlines()[-1].strip().startswith("raise NotImplementedError")


def test_tests_are_deleted_edited_and_retyped(answered: NotebookNode) -> None:
    """One released test is gone; edited or typed anew, it is not the released one."""
    released = [cell for cell in answered.cells if is_test(cell)]
    assert [released[1].source] == [
        cell.source for cell in struck("a test cell deleted", answered).cells if is_test(cell)
    ]
    edited = [cell for cell in struck("a test cell edited", answered).cells if is_test(cell)]
    assert edited[0].source != released[0].source
    assert len(edited) == 2
    typed = struck("a test cell typed anew", answered).cells[2]
    assert not metadata_of(typed)
    assert typed.id != released[0].id
    assert typed.source.replace("#", "# ").split() == released[0].source.split()


def test_split_and_merged_cells_hold_the_same_words(answered: NotebookNode) -> None:
    """Splitting and merging move the border between cells and nothing else."""
    words = " ".join(cell.source for cell in answered.cells).split()
    for name, more in (("an answer cell split", 1), ("an answer merged with its test", -1)):
        cells = struck(name, answered).cells
        assert words == " ".join(cell.source for cell in cells).split()
        assert len(answered.cells) + more == len(cells)


@pytest.mark.parametrize("assignment_id", ASSIGNMENTS)
def test_nothing_is_logged_where_nothing_happened(course: Course, assignment_id: str) -> None:
    """The repair log of a notebook that only was answered is empty."""
    made, reference = course.assignment(assignment_id), course.reference(assignment_id)
    mended = repair(overlay(made, [reference.solutions_path]), made)
    assert ((), ()) == (mended.repairs, mended.flags)
