"""No accident of an honest student costs a point when the notebook is graded."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.demo.accidents import ACCIDENTS
from autograder.demo.overlay import overlay
from autograder.grading.grader import Grader, warm_grader
from autograder.models import Record, Status
from autograder.validation.freezing import refreeze
from tests.builders.sample_assignment import ID, write_sample

pytestmark = pytest.mark.sandbox

NOTHING_TO_MEND = {
    "no cell ids",
    "a warning inside an answer",
    "an answer cell timed",
    "plots shown",
    "Thai names and comments",
    "run out of order, old outputs kept",
    "a text cell turned raw",
}
"""What runs as it is, or is not looked at; the rest is told to the student."""


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    """Make one grader on the sample assignment, which names its kernel as a released notebook does."""
    course = write_sample(tmp_path_factory.mktemp("course"))
    path = course.assignment(ID).notebook_path
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)
    with warm_grader(course, ID) as grader:
        assert all(row.ok for row in refreeze(grader.runner, lambda note="": None))
        yield grader


def graded(grader: Grader, folder: Path, name: str) -> Record:
    """Grade the solutions after an accident; without one where the name is ''."""
    notebook = overlay(grader.runner.assignment, [grader.runner.reference.solutions_path])
    if name:
        notebook = ACCIDENTS[name](notebook)
    nbformat.write(notebook, folder / f"{ID}.ipynb")
    return grader.grade(folder, "ann").record


@pytest.mark.parametrize("name", ACCIDENTS)
def test_costs_nothing_and_is_told(grader: Grader, tmp_path: Path, name: str) -> None:
    """Full points, nothing for a teacher to look at, and a line in the log where something was mended."""
    grade = graded(grader, tmp_path, name).grade
    assert (Status.GRADED, grade.max_score, ()) == (grade.status, grade.score, grade.flags)
    assert grade.max_score == 6.0
    told = bool(grade.repairs or grade.cells)
    assert told is (name not in NOTHING_TO_MEND)


def test_no_accident_is_told_of_none(grader: Grader, tmp_path: Path) -> None:
    """A notebook to which nothing happened has an empty log."""
    grade = graded(grader, tmp_path, "").grade
    assert (6.0, (), ()) == (grade.score, grade.repairs, grade.cells)
