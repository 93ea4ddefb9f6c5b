"""Show an instructor how a class did: one page and one plain table, both from final scores."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.course.layout import Assignment, Course
from autograder.reporting.class_summary import Bin, ClassSummary, summarise
from autograder.reporting.pages import WORDS, page
from autograder.reporting.standing import parts_of, points_given, score_so_far, status_of, ungraded
from autograder.results import Result
from autograder.text import line, number, plural, table

_CHART_WIDTH, _CHART_HEIGHT = 960, 170
LONGEST_LIST = 200
"""Rows of the attention list that are shown; the rest are counted."""
_WIDTH = 100


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
    title = assignment.settings.title if assignment else _id_of(summary)
    return page(
        "report.html.j2",
        summary=summary,
        title=title,
        parts=assignment.settings.parts if assignment else {},
        assignment_id=_id_of(summary),
        bars=tuple(_bars(summary.bins)),
        chart_width=_CHART_WIDTH,
        chart_height=_CHART_HEIGHT,
        longest_list=LONGEST_LIST,
        made_of=any(parts_of(result) for result in summary.results),
        parts_of=parts_of,
        score_so_far=score_so_far,
        status_of=status_of,
        points_given=points_given,
        ungraded=ungraded,
    )


def report_text(summary: ClassSummary, assignment: Assignment | None = None) -> str:
    """Write the class summary as plain text: what needs a person first, then scores by question.

    Returns
    -------
    str
        Lines of at most about 100 characters, each ended by a line feed.
    """
    title = assignment.settings.title if assignment else _id_of(summary)
    lines = [
        f"{title}: {plural(summary.submissions, 'submission')}, {summary.scored} with a score, "
        f"{summary.pending} waiting for a person, {summary.ungraded} not graded",
        f"mean {number(summary.mean)}, median {number(summary.median)} of {number(summary.max_score)} points",
    ]
    for problem in summary.problems:
        lines += _told(line(problem, 500))
    for question in summary.questions:
        if question.waiting:
            waiting = plural(question.waiting, "answer waits", "answers wait")
            lines += _told(f"{line(question.title, 80)}: {waiting} for a person")
    for entry in summary.attention[:LONGEST_LIST]:
        lines += _told(f"{line(entry.student, 40)} {entry.kind}: {line('; '.join(entry.reasons), 500)}")
    if len(summary.attention) > LONGEST_LIST:
        lines.append(f"! and {len(summary.attention) - LONGEST_LIST} more")
    lines += ["", *table(("question", "mean", "of", "complete", "none", "waiting"), _question_rows(summary))]
    if summary.mistakes:
        rows = [(m.sentence, str(m.surely), str(m.perhaps)) for m in summary.mistakes]
        lines += ["", *table(("mistake", "sure", "maybe"), rows)]
    lines += ["", *table(("student", "score", "status"), student_rows(summary.results))]
    return "\n".join(lines) + "\n"


def write_report(
    course: Course, assignment: Assignment, results: Sequence[Result], problems: Sequence[str] = ()
) -> tuple[Path, Path]:
    """Write both forms beside the records, which are as private as they are.

    Parameters
    ----------
    course : Course
        Where to.
    assignment : Assignment
        Which one.
    results : sequence of Result
        The class.
    problems : sequence of str
        What was left out or could not be read.

    Returns
    -------
    tuple of Path
        ``records/<id>/report.html`` and ``report.txt``.
    """
    summary = summarise(results, problems)
    folder = course.records / assignment.id
    folder.mkdir(parents=True, exist_ok=True)
    html, text = folder / "report.html", folder / "report.txt"
    html.write_text(report_page(summary, assignment), encoding="utf-8", errors="replace")
    text.write_text(report_text(summary, assignment), encoding="utf-8", errors="replace")
    return html, text


def student_rows(results: Sequence[Result]) -> list[tuple[str, str, str]]:
    """Return student, score and status in words, one row a result.

    A score that waits for a person is what counts so far, with ``+ ?`` behind it. Where a person's points,
    extra credit or lateness are in a score, the status says what it is made of.
    """
    return [
        (line(result.record.student, 40), score_so_far(result), _status_words(result)) for result in results
    ]


def _told(text: str) -> list[str]:
    """Set what a person has to look at: a mark in front, further lines moved in."""
    return textwrap.wrap(
        f"! {text}", _WIDTH, subsequent_indent="    ", break_on_hyphens=False, break_long_words=False
    )


def _status_words(result: Result) -> str:
    made_of = parts_of(result)
    return WORDS[status_of(result)] + (f" ({made_of})" if made_of else "")


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
    return summary.results[0].record.assignment if summary.results else ""
