"""Turn a result into the page its student reads.

The page says everything that is the student's business, what a person entered included, and nothing else:
what a teacher should look at (`Grade.flags`, `Result.notes`) stays with the teacher.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.layout import Assignment, Course
from autograder.errors import AutograderError
from autograder.models import CheckResult, Diagnosis, ExhibitRow, QuestionScore, Status
from autograder.reporting.pages import KINDS, WORDS, page
from autograder.reporting.score_words import late_words, opening, sums
from autograder.reporting.standing import points_given, ungraded, written_words
from autograder.results import Result
from autograder.scoring import check_points
from autograder.text import number

LONGEST_LIST = 20
"""Entries of a log that are shown; the rest are counted."""

_SAFE_NAME = re.compile(r"(?!\.)[^/\\\x00-\x1f]{1,128}\Z")
_STRIP = 1000.0
_STRIP_GAP, _PART_GAP = 4.0, 14.0


@dataclass(frozen=True)
class CheckRow:
    """One check as its row is shown."""

    sentence: str
    kind: str
    word: str
    note: str
    earned: float | None
    points: float
    bonus: bool


@dataclass(frozen=True)
class ExhibitView:
    """Something of the student's, shown back under its question."""

    title: str
    rows: tuple[ExhibitRow, ...]


@dataclass(frozen=True)
class QuestionView:
    """One question as its card is shown.

    `score` is what it counts in the end, extra credit included; `given` is what a person gave, `found` what
    the checks had.
    """

    id: str
    title: str
    points: float
    score: float | None
    given: float | None
    found: float | None
    extra: float
    comment: str
    kind: str
    word: str
    message: str
    diagnosis: Diagnosis | None
    example: tuple[tuple[str, str], ...]
    checks: tuple[CheckRow, ...]
    exhibits: tuple[ExhibitView, ...]


@dataclass(frozen=True)
class PartView:
    """One part with its total; `score` counts what has a score so far."""

    id: str
    title: str
    score: float
    points: float
    waiting: float
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True)
class Segment:
    """One question in the strip of all points: where it stands and how much of it is filled."""

    question: QuestionView
    x: float
    width: float
    filled: float


def feedback_page(result: Result, assignment: Assignment | None = None) -> str:
    """Write the page of one submission.

    Parameters
    ----------
    result : Result
        What the checks found, what people entered, how late it was; nothing else is read.
    assignment : Assignment, optional
        Gives the titles of the assignment and its parts, which records do not repeat.

    Returns
    -------
    str
        One self-contained HTML page: no script, nothing loaded, readable on paper and without colours.
    """
    parts = tuple(_parts(result, assignment.settings.parts if assignment else {}))
    record, grade, final = result.record, result.record.grade, result.final
    return page(
        "feedback.html.j2",
        record=record,
        grade=grade,
        final=final,
        title=assignment.settings.title if assignment else record.assignment,
        parts=parts,
        strip=tuple(_strip(parts)),
        waiting=math.fsum(part.waiting for part in parts),
        graded=not ungraded(result),
        opening=opening(result),
        sums=tuple(sums(result)),
        late=late_words(result),
        first_looks=_first_looks(parts),
        follows=any(check.follow_through for question in grade.questions for check in question.checks),
        longest_list=LONGEST_LIST,
    )


def write_feedback(course: Course, assignment: Assignment, result: Result) -> Path:
    """Write a submission's page where nbgrader's own feedback stands, so that its exchange hands it out.

    Returns
    -------
    Path
        ``feedback/<student>/<id>/<id>.html``.

    Raises
    ------
    AutograderError
        When the record names a student that cannot be a folder's name.
    """
    student = folder_name(result)
    path = course.feedback / student / assignment.id / f"{assignment.id}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(feedback_page(result, assignment), encoding="utf-8", errors="replace")
    return path


def folder_name(result: Result) -> str:
    """Return the student's name where it may name a folder.

    Raises
    ------
    AutograderError
        When it would lead elsewhere.
    """
    student = result.record.student
    if not _SAFE_NAME.match(student):
        raise AutograderError(f"the record of {student!r} names no folder; nothing was written for it")
    return student


def _parts(result: Result, titles: Mapping[str, str]) -> Iterator[PartView]:
    all_questions = result.record.grade.questions
    for part in dict.fromkeys(question.part for question in all_questions):
        questions = tuple(_question(question, result) for question in all_questions if question.part == part)
        yield PartView(
            id=part,
            title=titles.get(part, ""),
            score=math.fsum(question.score or 0.0 for question in questions),
            points=math.fsum(question.points for question in questions),
            waiting=math.fsum(question.points for question in questions if question.score is None),
            questions=questions,
        )


def _question(question: QuestionScore, result: Result) -> QuestionView:
    entered, score = result.entered, result.final.questions[question.id]
    lost = [check for check in question.checks if check.status is not Status.PASSED]
    alike = len(lost) > 1 and len({check.message for check in lost}) == 1
    worth = check_points(question.points, question.checks)
    rows = (_row(check, points, quiet=alike) for check, points in zip(question.checks, worth, strict=True))
    told = question.message if score is None or alike else ""
    return QuestionView(
        id=question.id,
        title=question.title or question.id,
        points=question.points,
        score=score,
        given=points_given(result, question.id),
        found=question.score if question.checks else None,
        extra=entered.extra.get(question.id, 0.0),
        comment=entered.comments.get(question.id, ""),
        kind=_kind(score, question.points),
        word=_word(score, question.points),
        message=told if question.checks else written_words(result, question),
        diagnosis=question.diagnosis,
        example=_example(question.diagnosis.example if question.diagnosis else ""),
        checks=tuple(rows),
        exhibits=tuple(_exhibits(question.checks)),
    )


def _row(check: CheckResult, points: float, *, quiet: bool) -> CheckRow:
    passed = check.status is Status.PASSED
    earned = points if passed else None if KINDS[check.status] == "wait" else 0.0
    note = "" if quiet and not passed else check.message
    # The row's own sentence says that already; what stands behind it is news.
    note = note.removeprefix(f"Does not hold yet: {check.sentence}").strip()
    missed = check.bonus and KINDS[check.status] == "wrong"
    word = "not earned" if missed and check.status is Status.FAILED else WORDS[check.status]
    return CheckRow(
        sentence=check.sentence,
        kind="missed" if missed else KINDS[check.status],
        word=_given(check) if check.follow_through else word,
        note="" if check.follow_through and note.startswith("Right, given") else note,
        earned=earned,
        points=points,
        bonus=check.bonus,
    )


def _given(check: CheckResult) -> str:
    """Return "right, given your sigmoid" from the check's own message."""
    sentence = re.match(r"Right, (given your [\w ,]{1,80})", check.message)
    return f"right, {sentence[1]}" if sentence else "right, given your earlier answer"


def _example(text: str) -> tuple[tuple[str, str], ...]:
    """Set the input and both answers of a diagnosis apart, each with its label."""
    found = re.fullmatch(r"(.+?) should be (.+), yours gave (.+)", text, re.DOTALL)
    if found is None:
        return (("", text),) if text else ()
    return (("asked", found[1]), ("right", found[2]), ("yours", found[3]))


def _kind(score: float | None, points: float) -> str:
    if score is None:
        return "wait"
    if score >= points:
        return "right"
    return "partly" if score else "wrong"


def _word(score: float | None, points: float) -> str:
    if score is None:
        return WORDS[Status.PENDING]
    if score == points:
        return "complete"
    return f"{number(score)} of {number(points)}" if score else "no points yet"


def _exhibits(checks: Sequence[CheckResult]) -> Iterator[ExhibitView]:
    """Yield each exhibit once, however many checks show it."""
    seen: set[object] = set()
    for check in checks:
        for exhibit in check.exhibits:
            if exhibit not in seen:
                seen.add(exhibit)
                yield ExhibitView(exhibit.title, exhibit.rows)


def _first_looks(parts: Sequence[PartView]) -> tuple[QuestionView, ...]:
    """Return the questions where most points wait to be won, at most three."""
    lost = [
        question
        for part in parts
        for question in part.questions
        if question.score is not None and question.score < question.points
    ]
    lost.sort(key=lambda question: (question.score or 0.0) - question.points)
    return tuple(lost[:3])


def _strip(parts: Sequence[PartView]) -> Iterator[Segment]:
    questions = [question for part in parts for question in part.questions]
    gaps = _STRIP_GAP * (len(questions) - len(parts)) + _PART_GAP * (len(parts) - 1)
    total = sum(question.points for question in questions) or 1.0
    unit = (_STRIP - gaps) / total
    x = 0.0
    for part in parts:
        for question in part.questions:
            width = question.points * unit
            share = (question.score or 0.0) / question.points if question.points else 0.0
            yield Segment(question, round(x, 2), round(width, 2), round(width * min(share, 1.0), 2))
            x += width + _STRIP_GAP
        x += _PART_GAP - _STRIP_GAP
