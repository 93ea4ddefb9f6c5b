"""Results as GitHub-flavoured Markdown for a job's summary, which GitHub refuses above 1 MiB."""

import html
import re
from collections.abc import Iterator, Sequence

from autograder.reporting.pages import WORDS
from autograder.reporting.standing import parts_of, reason, status_of, ungraded
from autograder.results import Result
from autograder.text import line, number

LONGEST_BYTES = 900 * 1024
"""Where the table is cut; GitHub's limit for one step is 1,024 KiB."""
_LONGEST_CELL = 300


def write_github_summary(results: Sequence[Result]) -> str:
    """Write a table of final scores with the reason for everything that lacks points.

    Parameters
    ----------
    results : sequence of Result
        Of one assignment.

    Returns
    -------
    str
        Markdown below `LONGEST_BYTES`; no foreign text is Markdown or HTML in it.
    """
    title = _cell(results[0].record.assignment) if results else "no submissions"
    lines = [
        f"## {title}",
        "",
        "| student | score | of | made of | status | first reason |",
        "|---|---:|---:|---|---|---|",
    ]
    size = sum(len(entry.encode()) + 1 for entry in lines)
    for index, result in enumerate(results):
        final = result.final
        row = (
            f"| {_cell(result.record.student)} | {number(final.total)} | {number(final.max_score)} "
            f"| {_cell(parts_of(result))} | {WORDS[status_of(result)]} | {_cell(' / '.join(_told(result)))} |"
        )
        size += len(row.encode()) + 1
        if size > LONGEST_BYTES:
            lines += ["", f"and {len(results) - index} more submissions"]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _told(result: Result) -> Iterator[str]:
    """Yield what a person has to do, the first reason, and a person's comments."""
    if not ungraded(result):
        yield from result.final.waiting
    if first := reason(result.record, result.entered):
        yield first
    for name, comment in result.entered.comments.items():
        if comment:
            yield f"{name}, a person: {line(comment, 120)}"


def _cell(text: str) -> str:
    """Take every meaning from characters that Markdown, tables or HTML would read."""
    escaped = html.escape(line(text, _LONGEST_CELL), quote=False)
    return re.sub(r"([\\`*_{}\[\]()#+!|~@-])", r"\\\1", escaped)
