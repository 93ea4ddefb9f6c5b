"""Print the gradebook as a table that tells a zero from what nobody could grade."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin

from autograder.models import Status
from autograder.nbgrader.reasons import FAILURES, failure_of

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


class StatusCsv(ExportPlugin):  # type: ignore[misc]
    """``nbgrader export``: nbgrader's columns and a status; no score where there is none."""

    def export(self, gradebook: Gradebook) -> None:
        """Write ``grades.csv``, or the file that ``--to`` names."""
        wanted_students = {str(name) for name in self.student}
        wanted_assignments = {str(name) for name in self.assignment}
        with Path(self.to or "grades.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, COLUMNS)
            table.writeheader()
            for assignment in gradebook.assignments:
                if not wanted_assignments or assignment.name in wanted_assignments:
                    table.writerows(_rows(gradebook, assignment, wanted_students))


def _rows(gradebook: Gradebook, assignment: Assignment, wanted: set[str]) -> Iterator[dict[str, Any]]:
    for student in gradebook.students:
        if wanted and student.id not in wanted:
            continue
        row = _about(assignment, student)
        try:
            row |= _scores(gradebook.find_submission(assignment.name, student.id))
        except MissingEntry:
            row |= {"raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0, "status": "not submitted"}
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


def _scores(submission: SubmittedAssignment) -> dict[str, Any]:
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    comments = [comment.auto_comment for notebook in submission.notebooks for comment in notebook.comments]
    failure = next((word for comment in comments if (word := failure_of(comment))), None)
    row: dict[str, Any] = {"timestamp": submission.timestamp}
    if any(grade.auto_score is None and grade.manual_score is None for grade in grades):
        return row | {"status": failure or Status.PENDING}
    penalty = submission.late_submission_penalty or 0.0
    old = failure in FAILURES and any(grade.needs_manual_grade for grade in grades)
    return row | {
        "raw_score": submission.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
        "status": "stale" if old else "graded",
    }
