"""Print the gradebook as a table that tells a zero from what nobody could grade."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin

from autograder.course.layout import Course
from autograder.errors import UnknownAssignment
from autograder.grading.records import load_class
from autograder.models import Status
from autograder.nbgrader.books import read_results
from autograder.nbgrader.comments import FAILURES
from autograder.results import Result

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "status",
)
"""nbgrader's own columns, and why a score is empty."""


NOT_SUBMITTED, NO_RECORD, LATE = "not submitted", "no record", "late?"
"""Words beside those of `Status`: nothing there, never graded by us, a person says whether it was late."""


class StatusCsv(ExportPlugin):  # type: ignore[misc]
    """``nbgrader export``: nbgrader's columns and a status; the one final score, and none while it waits."""

    def export(self, gradebook: Gradebook) -> None:
        """Write ``grades.csv``, or the file that ``--to`` names."""
        directory = getattr(self.parent, "coursedir", None)
        course = Course(Path(directory.root if directory is not None else "."))
        wanted_students = {str(name) for name in self.student}
        wanted_assignments = {str(name) for name in self.assignment}
        with Path(self.to or "grades.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, COLUMNS)
            table.writeheader()
            for assignment in gradebook.assignments:
                if not wanted_assignments or assignment.name in wanted_assignments:
                    results = self._results(course, assignment)
                    table.writerows(_rows(gradebook, assignment, wanted_students, results))

    def _results(self, course: Course, assignment: Assignment) -> Mapping[str, Result] | None:
        """Return the results of an assignment of ours, by student; None for one that is not."""
        try:
            ours = course.assignment(assignment.name)
        except UnknownAssignment:
            return None
        loaded = load_class(course, ours.id)
        results = read_results(course, ours, loaded.records)
        for problem in (*loaded.problems, *results.problems):
            self.log.error("%s", problem)
        return results.by_student


def _rows(
    gradebook: Gradebook,
    assignment: Assignment,
    wanted: set[str],
    results: Mapping[str, Result] | None,
) -> Iterator[dict[str, Any]]:
    for student in gradebook.students:
        if wanted and student.id not in wanted:
            continue
        row = _about(assignment, student)
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            submission = None
        if submission is not None:
            row["timestamp"] = submission.timestamp
        if results is not None and student.id in results:
            row |= _final(results[student.id])
        elif submission is None:
            row |= {"raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0, "status": NOT_SUBMITTED}
        else:
            row |= _foreign(submission) if results is None else {"status": NO_RECORD}
        yield row


def _about(assignment: Assignment, student: Student) -> dict[str, Any]:
    return {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
    }


def _final(result: Result) -> dict[str, Any]:
    final = result.final
    if final.total is None:
        return {"status": _word(result)}
    return {
        "raw_score": round(final.so_far + final.late, 2),
        "late_submission_penalty": final.late,
        "score": final.total,
        "status": Status.GRADED.value,
    }


def _word(result: Result) -> str:
    """Say in a word what a score waits for."""
    if result.record.grade.status in FAILURES:
        return result.record.grade.status.value
    if any(score is None for score in result.final.questions.values()):
        return Status.PENDING.value
    return LATE if result.lateness.seconds is None else Status.PENDING.value


def _foreign(submission: SubmittedAssignment) -> dict[str, Any]:
    """Return the row of an assignment that nbgrader alone knows, as it adds up."""
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    if any(grade.auto_score is None and grade.manual_score is None for grade in grades):
        return {"status": Status.PENDING.value}
    penalty = submission.late_submission_penalty or 0.0
    return {
        "raw_score": submission.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
        "status": Status.GRADED.value,
    }
