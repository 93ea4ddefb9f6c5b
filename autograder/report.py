"""Show an instructor how a class did: one page and one plain table, both from records alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.class_summary import Bin, ClassSummary, summarise
from autograder.course import Assignment, Course
from autograder.models import Record
from autograder.pages import WORDS, page
from autograder.plaintext import line, number, plural

_CHART_WIDTH, _CHART_HEIGHT = 960, 170
LONGEST_LIST = 200
"""Rows of the attention list that are shown; the rest are counted."""


def report_page(summary: ClassSummary, assignment: Assignment | None = None) -> str:
    """Write the instructor's page of one assignment.

    Parameters
    ----------
    summary : ClassSummary
        The class, summed up.
    assignment : Assignment, optional
        Gives the titles of the assignment and its parts.

    Returns
    -------
    str
        One self-contained HTML page; the feedback pages are linked by relative paths.
    """
    title = assignment.title if assignment else _id_of(summary)
    return page(
        "report.html.j2",
        summary=summary,
        title=title,
        parts=assignment.parts if assignment else {},
        assignment_id=_id_of(summary),
        bars=tuple(_bars(summary.bins)),
        chart_width=_CHART_WIDTH,
        chart_height=_CHART_HEIGHT,
        longest_list=LONGEST_LIST,
        scores_of=lambda record: [(question.id, question.score) for question in record.grade.questions],
    )


def report_text(summary: ClassSummary, assignment: Assignment | None = None) -> str:
    """Write the class summary as plain text: what needs a person first, then scores by question.

    Returns
    -------
    str
        Lines of at most about 100 characters, each ended by a line feed.
    """
    title = assignment.title if assignment else _id_of(summary)
    lines = [
        f"{title}: {plural(summary.submissions, 'submission')}, {summary.scored} with a score, "
        f"{summary.pending} waiting for a person, {summary.ungraded} not graded",
        f"mean {number(summary.mean)}, median {number(summary.median)} of {number(summary.max_score)} points",
    ]
    for question in summary.questions:
        if question.waiting:
            waiting = plural(question.waiting, "answer waits", "answers wait")
            lines.append(f"! {line(question.title, 80)}: {waiting} for a person")
    for entry in summary.attention[:LONGEST_LIST]:
        lines.append(f"! {line(entry.student, 40)} {entry.kind}: {line('; '.join(entry.reasons), 160)}")
    if len(summary.attention) > LONGEST_LIST:
        lines.append(f"! and {len(summary.attention) - LONGEST_LIST} more")
    lines += ["", *table(("question", "mean", "of", "complete", "none", "waiting"), _question_rows(summary))]
    if summary.mistakes:
        rows = [(m.sentence, str(m.surely), str(m.perhaps)) for m in summary.mistakes]
        lines += ["", *table(("mistake", "sure", "maybe"), rows)]
    lines += ["", *table(("student", "score", "status"), student_rows(summary.records))]
    return "\n".join(lines) + "\n"


def write_report(course: Course, assignment: Assignment, records: Sequence[Record]) -> tuple[Path, Path]:
    """Write both forms beside the records, which are as private as they are.

    Returns
    -------
    tuple of Path
        ``records/<id>/report.html`` and ``report.txt``.
    """
    summary = summarise(records)
    folder = course.records / assignment.id
    folder.mkdir(parents=True, exist_ok=True)
    html, text = folder / "report.html", folder / "report.txt"
    html.write_text(report_page(summary, assignment), encoding="utf-8", errors="replace")
    text.write_text(report_text(summary, assignment), encoding="utf-8", errors="replace")
    return html, text


def student_rows(records: Sequence[Record]) -> list[tuple[str, str, str]]:
    """Return student, score and status in words, one row a record.

    A score that waits for a person is what was earned so far, with ``+ ?`` behind it.
    """
    return [
        (
            line(record.student, 40),
            _score_so_far(record),
            "graded" if record.grade.score is not None else WORDS[record.grade.status],
        )
        for record in records
    ]


def table(head: Sequence[str], rows: Sequence[Sequence[str]], longest: int = 78) -> list[str]:
    """Align columns of plain text: numbers to the right, words to the left.

    Parameters
    ----------
    head : sequence of str
        Names of the columns.
    rows : sequence of sequence of str
        Cells; line breaks in them become blanks.
    longest : int
        Characters of a cell that are kept.

    Returns
    -------
    list of str
        One line a row, the head first.

    Examples
    --------
    >>> table(("name", "n"), [("a", "10")])
    ['name   n', 'a     10']
    """
    cells = [[line(cell, longest) for cell in row] for row in (head, *rows)]
    columns = list(zip(*cells, strict=True))
    aligned = [[_aligned(cell, column) for cell in column] for column in columns]
    return ["  ".join(row).rstrip() for row in zip(*aligned, strict=True)]


def _aligned(cell: str, column: Sequence[str]) -> str:
    width = max(len(entry) for entry in column)
    numeric = len(column) > 1 and all(not entry.strip("0123456789.– +?") for entry in column[1:])
    return cell.rjust(width) if numeric else cell.ljust(width)


def _score_so_far(record: Record) -> str:
    grade = record.grade
    earned = [question.score for question in grade.questions if question.score is not None]
    return f"{number(sum(earned))} + ?" if grade.score is None and earned else number(grade.score)


def _question_rows(summary: ClassSummary) -> list[tuple[str, ...]]:
    return [
        (
            f"{q.id}",
            number(q.mean),
            number(q.points),
            str(q.complete),
            str(q.none),
            str(q.waiting),
        )
        for q in summary.questions
    ]


def _bars(bins: Sequence[Bin]) -> Iterator[dict[str, object]]:
    """Place one bar a bin in the chart's own units."""
    if not bins:
        return
    highest = max(*(entry.count for entry in bins), 1)
    step = _CHART_WIDTH / len(bins)
    room = _CHART_HEIGHT - 50
    for index, entry in enumerate(bins):
        height = room * entry.count / highest
        yield {
            "x": round(index * step + 3, 1),
            "y": round(24 + room - height, 1),
            "width": round(step - 6, 1),
            "height": round(height, 1),
            "middle": round((index + 0.5) * step, 1),
            "edge": round(index * step, 1),
            "bin": entry,
        }


def _id_of(summary: ClassSummary) -> str:
    return summary.records[0].assignment if summary.records else ""
