"""Sum a class up: pure arithmetic over records, which the report then only has to show."""

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.models import CheckResult, QuestionScore, Record, Status

BINS = 12
"""Bars of the distribution of scores."""


@dataclass(frozen=True)
class Bin:
    """How many scores lie in one stretch; the last stretch includes its end."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class CheckCount:
    """How many passed one check; `followed` of them only given their own earlier answers."""

    sentence: str
    bonus: bool
    passed: int
    followed: int
    tried: int

    @property
    def share(self) -> float:
        """Passed among tried, 0 to 1."""
        return self.passed / self.tried if self.tried else 0.0


@dataclass(frozen=True)
class QuestionCount:
    """How a class did on one question; the mean is over those that have a score."""

    id: str
    title: str
    points: float
    mean: float
    complete: int
    none: int
    scored: int
    waiting: int
    checks: tuple[CheckCount, ...]

    @property
    def share(self) -> float:
        """Mean score among points, 0 to 1."""
        return self.mean / self.points if self.points else 0.0


@dataclass(frozen=True)
class MistakeCount:
    """How many made one known mistake, surely or perhaps."""

    sentence: str
    question: str
    surely: int
    perhaps: int


@dataclass(frozen=True)
class Attention:
    """A submission that a person should look at, and why."""

    student: str
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ClassSummary:
    """Everything the report shows.

    Attributes
    ----------
    submissions, scored, pending, ungraded : int
        How many there are, have a whole score, wait for a person, could not be graded.
    max_score : float
        Points the assignment offers.
    mean, median : float or None
        Of the whole scores.
    bins : tuple of Bin
        Distribution of the whole scores.
    questions : tuple of QuestionCount
        In the notebook's order.
    mistakes : tuple of MistakeCount
        Most frequent first.
    attention : tuple of Attention
        Ungraded first, then doubts, then flagged. Written answers that a person always grades are only
        counted, with their question.
    records : tuple of Record
        By student.
    """

    submissions: int
    scored: int
    pending: int
    ungraded: int
    max_score: float
    mean: float | None
    median: float | None
    bins: tuple[Bin, ...]
    questions: tuple[QuestionCount, ...]
    mistakes: tuple[MistakeCount, ...]
    attention: tuple[Attention, ...]
    records: tuple[Record, ...]


def summarise(records: Sequence[Record]) -> ClassSummary:
    """Sum up all records of one assignment.

    Parameters
    ----------
    records : sequence of Record
        Any number, in any order.

    Returns
    -------
    ClassSummary
        The same for the same records in any order.
    """
    ordered = sorted(records, key=lambda record: record.student)
    scores = [record.grade.score for record in ordered if record.grade.score is not None]
    max_score = max((record.grade.max_score for record in ordered), default=0.0)
    return ClassSummary(
        submissions=len(ordered),
        scored=len(scores),
        pending=sum(record.grade.status is Status.PENDING for record in ordered),
        ungraded=sum(_ungraded(record) for record in ordered),
        max_score=max_score,
        mean=round(statistics.fmean(scores), 2) if scores else None,
        median=round(statistics.median(scores), 2) if scores else None,
        bins=tuple(_bins(scores, max_score)),
        questions=tuple(_questions(ordered)),
        mistakes=tuple(_mistakes(ordered)),
        attention=tuple(sorted(_attention(ordered), key=lambda entry: _ORDER[entry.kind])),
        records=tuple(ordered),
    )


_ORDER = {"not graded": 0, "waits for a person": 1, "flagged": 2}


def _ungraded(record: Record) -> bool:
    return record.grade.status in {Status.UNREADABLE, Status.SANDBOX_ERROR}


def _bins(scores: Sequence[float], max_score: float) -> Iterator[Bin]:
    """Cut 0 to the maximum into equal stretches; each holds its low end, the last one both."""
    if max_score <= 0:
        return
    counts = Counter(min(int(score * BINS / max_score), BINS - 1) for score in scores)
    for index in range(BINS):
        yield Bin(max_score * index / BINS, max_score * (index + 1) / BINS, counts[index])


def _questions(records: Sequence[Record]) -> Iterator[QuestionCount]:
    answers: dict[str, list[QuestionScore]] = {}
    for record in records:
        for question in record.grade.questions:
            answers.setdefault(question.id, []).append(question)
    for question_id, given in answers.items():
        scores = [answer.score for answer in given if answer.score is not None]
        points = given[0].points
        yield QuestionCount(
            id=question_id,
            title=given[0].title or question_id,
            points=points,
            mean=round(statistics.fmean(scores), 2) if scores else 0.0,
            complete=sum(score == points for score in scores),
            none=sum(score == 0 for score in scores),
            scored=len(scores),
            waiting=len(given) - len(scores),
            checks=tuple(_checks(given)),
        )


def _checks(answers: Sequence[QuestionScore]) -> Iterator[CheckCount]:
    results: dict[str, list[CheckResult]] = {}
    for answer in answers:
        for check in answer.checks:
            results.setdefault(check.name, []).append(check)
    for found in results.values():
        passed = [check for check in found if check.status is Status.PASSED]
        yield CheckCount(
            sentence=found[0].sentence,
            bonus=found[0].bonus,
            passed=len(passed),
            followed=sum(check.follow_through for check in passed),
            tried=len(found),
        )


def _mistakes(records: Sequence[Record]) -> Iterator[MistakeCount]:
    surely: Counter[tuple[str, str]] = Counter()
    perhaps: Counter[tuple[str, str]] = Counter()
    for record in records:
        for question in record.grade.questions:
            if question.diagnosis is None:
                continue
            counter = surely if len(question.diagnosis.names) == 1 else perhaps
            counter.update((question.title or question.id, text) for text in question.diagnosis.sentences)
    names = sorted(surely.keys() | perhaps.keys(), key=lambda key: (-surely[key], -perhaps[key], key))
    for question_title, sentence in names:
        key = (question_title, sentence)
        yield MistakeCount(sentence, question_title, surely[key], perhaps[key])


def _attention(records: Sequence[Record]) -> Iterator[Attention]:
    for record in records:
        grade = record.grade
        if _ungraded(record):
            yield Attention(record.student, "not graded", (grade.message, *grade.flags))
            continue
        waiting = [f"{q.title or q.id}: {q.message}" for q in grade.questions if q.score is None and q.checks]
        if waiting:
            yield Attention(record.student, "waits for a person", (*waiting, *grade.flags))
        elif grade.flags:
            yield Attention(record.student, "flagged", grade.flags)
