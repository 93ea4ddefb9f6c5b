"""No accident of an honest student costs a point when the notebook is graded."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.demo.accidents import ACCIDENTS
from autograder.demo.overlay import overlay
from autograder.grading.grader import Worker
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
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """Start one worker on the sample assignment, which names its kernel as a released notebook does."""
    course = write_sample(tmp_path_factory.mktemp("course"))
    path = course.assignment(ID).notebook_path
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)
    with Worker(course, ID) as worker:
        assert all(row.ok for row in refreeze(worker, lambda note="": None))
        yield worker


def graded(worker: Worker, folder: Path, name: str) -> Record:
    """Grade the solutions after an accident; without one where the name is ''."""
    notebook = overlay(worker.assignment, [worker.reference.solutions_path])
    if name:
        notebook = ACCIDENTS[name](notebook)
    nbformat.write(notebook, folder / f"{ID}.ipynb")
    return worker.grade(folder, "ann").record


@pytest.mark.parametrize("name", ACCIDENTS)
def test_costs_nothing_and_is_told(worker: Worker, tmp_path: Path, name: str) -> None:
    """Full points, nothing for a teacher to look at, and a line in the log where something was mended."""
    grade = graded(worker, tmp_path, name).grade
    assert (Status.GRADED, grade.max_score, ()) == (grade.status, grade.score, grade.flags)
    assert grade.max_score == 6.0
    told = bool(grade.repairs or grade.cells)
    assert told is (name not in NOTHING_TO_MEND)


def test_no_accident_is_told_of_none(worker: Worker, tmp_path: Path) -> None:
    """A notebook to which nothing happened has an empty log."""
    grade = graded(worker, tmp_path, "").grade
    assert (6.0, (), ()) == (grade.score, grade.repairs, grade.cells)
