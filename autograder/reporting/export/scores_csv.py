"""Final scores as comma-separated values, quoted as RFC 4180 asks, for spreadsheets and gradebooks."""

import csv
import io
from collections.abc import Sequence

from autograder.reporting.standing import reason, status_of, ungraded
from autograder.results import Result
from autograder.text import line

LONGEST_MESSAGE = 500
"""Characters of a reason that a cell holds."""

PARTS = ("automatic", "by_hand", "extra", "late")
"""Columns of what a score is made of; `late` is taken off."""


def write_csv(results: Sequence[Result]) -> str:
    """Write one row a student, one column a question.

    A score that is not there, or not final, is an empty cell, never a zero; `waiting` says what a person
    still has to do. Text that a spreadsheet would run as a formula is led by an apostrophe.

    Parameters
    ----------
    results : sequence of Result
        Of one assignment, in the order of the rows.

    Returns
    -------
    str
        A header row and the rows, each ended by CR LF.
    """
    questions = list(dict.fromkeys(name for result in results for name in result.final.questions))
    text = io.StringIO()
    writer = csv.writer(text)
    head = ["assignment", "student", "score", "max_score", "status", *PARTS, *questions]
    writer.writerow([*head, "waiting", "message", "comments", "flags"])
    for result in results:
        record, final = result.record, result.final
        graded = not ungraded(result)
        unknown_late = result.lateness.seconds is None
        parts = (final.automatic, final.by_hand, final.extra, None if unknown_late else final.late)
        comments = [f"{name}: {text}" for name, text in result.entered.comments.items() if text]
        writer.writerow(
            [
                _text(record.assignment),
                _text(record.student),
                _score(final.total),
                _score(final.max_score or None),
                status_of(result).value,
                *[_score(part if graded else None) for part in parts],
                *[_score(final.questions.get(name)) for name in questions],
                _text("; ".join(final.waiting)),
                _text(reason(record, result.entered)),
                _text("; ".join(comments)),
                _text("; ".join((*result.notes, *record.grade.flags))),
            ]
        )
    return text.getvalue()


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _text(text: str) -> str:
    shown = line(text, LONGEST_MESSAGE)
    return f"'{shown}" if shown[:1] in {"=", "+", "-", "@"} else shown
