"""Write what students get: ``release/<id>``, by nbgrader's own converter with our configuration."""

import logging
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course.layout import Course
from autograder.course.student_ids import require_student_id
from autograder.course.validated import require_validated
from autograder.course.variants import load_variants
from autograder.errors import AutograderError, BadAssignment
from autograder.nbgrader.config import load_config


def release(course: Course, assignment_id: str) -> Path:
    """Make the folder to hand out and enter the assignment in the gradebook.

    The same as ``nbgrader generate_assignment --force``, byte for byte, but whole or not at all: it is made
    beside, and takes the place of an earlier release when it is done.

    Parameters
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one; it must have passed `validate` as it is.

    Returns
    -------
    Path
        The released folder.

    Raises
    ------
    AutograderError
        When the assignment is unknown, malformed or not validated, or the gradebook refuses.
    """
    require_validated(course, assignment_id)
    config = load_config(course.root)
    config.CourseDirectory.assignment_id = assignment_id
    draft = _draft(course, assignment_id)
    config.CourseDirectory.release_directory = str(draft.relative_to(course.root))
    coursedir = CourseDirectory(config=config)
    converter = GenerateAssignment(coursedir=coursedir, config=config, force=True)
    converter.log = _QuietLog(f"autograder.nbgrader.release.{assignment_id}")
    released = course.release / assignment_id
    try:
        converter.start()
        _put(draft / assignment_id, released)
    except NbGraderException as error:
        raise AutograderError(f"'{assignment_id}' was not released: {converter.log.reason(error)}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return released


def release_to(course: Course, assignment_id: str, students: Sequence[str]) -> Iterator[Path]:
    """Make a folder for each student, ``release/<student>/<id>``, with numbers of their own.

    From then on these students are graded on their own numbers.

    Parameters
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one; `release` must have made the release for everybody.
    students : sequence of str
        Names, as those of the folders they will hand in.

    Yields
    ------
    Path
        Each folder as it is there.

    Raises
    ------
    AutograderError
        When the assignment does not vary, or a name cannot be a folder's.
    """
    assignment = course.assignment(assignment_id)
    variants = load_variants(course, assignment, course.reference(assignment_id))
    if variants is None:
        raise BadAssignment(f"'{assignment_id}' has no variants.py, so everybody gets the same release")
    for student in students:
        require_student_id(student)
    master = course.release / assignment_id
    draft = _draft(course, assignment_id)
    for student in students:
        made, folder = draft / student, course.release / student / assignment_id
        shutil.copytree(master, made)
        path = made / f"{assignment_id}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code" and cell.source == variants.source:
                cell.source = variants.cell(variants.own(student))
        nbformat.write(notebook, path)
        _put(made, folder)
        yield folder
    shutil.rmtree(draft, ignore_errors=True)


def _draft(course: Course, assignment_id: str) -> Path:
    """Return where a release is made before it takes its place; what a killed run left there goes."""
    draft = course.release / f".{assignment_id}.part"
    if draft.is_dir():
        shutil.rmtree(draft)
    return draft


def _put(made: Path, place: Path) -> None:
    """Let a whole folder take the place of an earlier one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    old = made.with_name(f"{made.name}.old")
    if place.exists():
        place.replace(old)
    made.replace(place)
    shutil.rmtree(old, ignore_errors=True)


class _QuietLog(logging.Logger):
    """Keep what nbgrader logs instead of printing it; its last traceback ends in the reason."""

    def __init__(self, name: str) -> None:
        super().__init__(name, logging.ERROR)
        self.errors: list[str] = []

    def handle(self, record: logging.LogRecord) -> None:
        """Remember one message."""
        self.errors.append(record.getMessage())

    def reason(self, error: Exception) -> str:
        """Return the one line that says what went wrong."""
        for message in self.errors:
            if message.startswith("Traceback"):
                return message.strip().splitlines()[-1]
        return self.errors[0] if self.errors else str(error)
