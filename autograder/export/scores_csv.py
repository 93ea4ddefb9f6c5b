"""Scores as comma-separated values, quoted as RFC 4180 asks, for spreadsheets and gradebooks."""

import csv
import io
from collections.abc import Sequence

from autograder.models import Record
from autograder.plaintext import line

LONGEST_MESSAGE = 500
"""Characters of a reason that a cell holds."""


def write_csv(records: Sequence[Record]) -> str:
    """Write one row a student, one column a question.

    A score that is not there is an empty cell, never a zero. Text that a spreadsheet would run as a formula
    is led by an apostrophe.

    Parameters
    ----------
    records : sequence of Record
        Of one assignment, in the order of the rows.

    Returns
    -------
    str
        A header row and the rows, each ended by CR LF.
    """
    questions = list(dict.fromkeys(question.id for record in records for question in record.grade.questions))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["assignment", "student", "score", "max_score", "status", *questions, "message", "flags"])
    for record in records:
        grade = record.grade
        scores = {question.id: question.score for question in grade.questions}
        writer.writerow(
            [
                _text(record.assignment),
                _text(record.student),
                _score(grade.score),
                _score(grade.max_score if grade.questions else None),
                grade.status.value,
                *[_score(scores.get(question)) for question in questions],
                _text(grade.message),
                _text("; ".join(grade.flags)),
            ]
        )
    return text.getvalue()


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _text(text: str) -> str:
    shown = line(text, LONGEST_MESSAGE)
    return f"'{shown}" if shown[:1] in {"=", "+", "-", "@"} else shown
