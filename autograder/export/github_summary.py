"""Results as GitHub-flavoured Markdown for a job's summary, which GitHub refuses above 1 MiB."""

import html
import re
from collections.abc import Sequence

from autograder.models import Record
from autograder.pages import WORDS
from autograder.plaintext import line, number

LONGEST_BYTES = 900 * 1024
"""Where the table is cut; GitHub's limit for one step is 1,024 KiB."""


def write_github_summary(records: Sequence[Record]) -> str:
    """Write a table of scores with the reason for everything that has none.

    Parameters
    ----------
    records : sequence of Record
        Of one assignment.

    Returns
    -------
    str
        Markdown below `LONGEST_BYTES`; no foreign text is Markdown or HTML in it.
    """
    title = _cell(records[0].assignment) if records else "no submissions"
    lines = [f"## {title}", "", "| student | score | of | status | first reason |", "|---|---:|---:|---|---|"]
    size = sum(len(entry.encode()) + 1 for entry in lines)
    for index, record in enumerate(records):
        grade = record.grade
        reason = grade.message or next((q.message for q in grade.questions if q.message), "")
        row = (
            f"| {_cell(record.student)} | {number(grade.score)} | {number(grade.max_score)} "
            f"| {WORDS[grade.status] if grade.score is None else 'graded'} | {_cell(reason)} |"
        )
        size += len(row.encode()) + 1
        if size > LONGEST_BYTES:
            lines += ["", f"and {len(records) - index} more submissions"]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Take every meaning from characters that Markdown, tables or HTML would read."""
    escaped = html.escape(line(text, 200), quote=False)
    return re.sub(r"([\\`*_{}\[\]()#+!|~@-])", r"\\\1", escaped)
