"""Read what belongs to each record from all books at once."""

from collections.abc import Mapping, Sequence

from autograder.course import Assignment, Course
from autograder.models import Record
from autograder.results import Result


def read_results(
    course: Course, assignment: Assignment, records: Sequence[Record]
) -> tuple[Mapping[str, Result], tuple[str, ...]]:
    """Return each student's result, and what could not be read, one line each."""
    return {record.student: Result.alone(record) for record in records}, ()
