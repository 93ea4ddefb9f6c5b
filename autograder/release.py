"""Write what students get: ``release/<id>``, by nbgrader's own converter with our configuration."""

import logging
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course import Course
from autograder.errors import AutograderError
from autograder.nbgrader.settings import load_config
from autograder.release_gate import require_validated


def release(course: Course, assignment_id: str) -> Path:
    """Make the folder to hand out and enter the assignment in the gradebook.

    The same as ``nbgrader generate_assignment --force``, byte for byte.

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
    coursedir = CourseDirectory(config=config)
    converter = GenerateAssignment(coursedir=coursedir, config=config, force=True)
    converter.log = _QuietLog(f"autograder.release.{assignment_id}")
    try:
        converter.start()
    except NbGraderException as error:
        raise AutograderError(f"'{assignment_id}' was not released: {converter.log.reason(error)}") from error
    return course.release / assignment_id


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
