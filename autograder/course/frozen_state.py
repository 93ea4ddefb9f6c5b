"""One state of an assignment for a whole batch: both halves are copied before the first submission is graded.

An author who edits points or checks while a class is graded would otherwise mix two states in one set of
records. What was copied is graded; the next `grade` sees the change and grades anew.
"""

import shutil
from pathlib import Path

from autograder.course.layout import Course
from autograder.errors import BadAssignment

_TRIES = 5
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


def freeze(course: Course, assignment_id: str, folder: Path) -> Course:
    """Copy both halves of an assignment and return the course that reads them from there.

    Parameters
    ----------
    course : Course
        Where the assignment lies; everything else is still found there.
    assignment_id : str
        Which one.
    folder : Path
        A private folder to copy into; it goes away with its owner.

    Returns
    -------
    Course
        The same course, reading the copies.

    Raises
    ------
    UnknownAssignment, BadAssignment, MissingReference
        When a half is not there or malformed, or never stood still while it was copied.
    """
    for count in range(_TRIES):
        before = _state(course, assignment_id)
        halves = folder / f"state-{count}"
        for half in ("assignments", "reference"):
            shutil.copytree(
                course.halves / half / assignment_id, halves / half / assignment_id, ignore=_LEFT_OUT
            )
        frozen = Course(course.root, halves)
        if _state(frozen, assignment_id) == before == _state(course, assignment_id):
            return frozen
    raise BadAssignment(f"'{assignment_id}' changes all the time; wait until nobody edits it and grade again")


def _state(course: Course, assignment_id: str) -> tuple[str, str]:
    return course.assignment(assignment_id).digest, course.reference(assignment_id).checks_digest
