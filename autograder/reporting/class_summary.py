"""Sum a class up: pure arithmetic over final scores, which the report then only has to show."""

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.models import CheckResult, QuestionScore, Status
from autograder.reporting.standing import lateness_sentence, status_of, ungraded
from autograder.results import Result
from autograder.text import number

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
    """How a class did on one question; the mean is over those that have a score, a person's included."""

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
        """Mean score among points, 0 to 1; extra credit goes no further."""
        return min(self.mean / self.points, 1.0) if self.points else 0.0


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
        How many there are, have a final score, wait for a person, could not be graded.
    max_score : float
        Points the assignment offers.
    mean, median : float or None
        Of the final scores.
    bins : tuple of Bin
        Distribution of the final scores.
    questions : tuple of QuestionCount
        In the notebook's order.
    mistakes : tuple of MistakeCount
        Most frequent first.
    attention : tuple of Attention
        Ungraded first, then doubts, then flagged. Written answers that a person always grades are only
        counted, with their question.
    results : tuple of Result
        By student.
    problems : tuple of str
        What was left out or could not be read, one line each.
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
    results: tuple[Result, ...]
    problems: tuple[str, ...] = ()


def summarise(results: Sequence[Result], problems: Sequence[str] = ()) -> ClassSummary:
    """Sum up all results of one assignment.

    Parameters
    ----------
    results : sequence of Result
        Any number, in any order.
    problems : sequence of str
        What was left out or could not be read.

    Returns
    -------
    ClassSummary
        The same for the same results in any order.
    """
    ordered = sorted(results, key=lambda result: result.record.student)
    scores = [result.final.total for result in ordered if result.final.total is not None]
    max_score = max((result.final.max_score for result in ordered), default=0.0)
    return ClassSummary(
        submissions=len(ordered),
        scored=len(scores),
        pending=sum(status_of(result) is Status.PENDING for result in ordered),
        ungraded=sum(ungraded(result) for result in ordered),
        max_score=max_score,
        mean=round(statistics.fmean(scores), 2) if scores else None,
        median=round(statistics.median(scores), 2) if scores else None,
        bins=tuple(_bins(scores, max_score)),
        questions=tuple(_questions(ordered)),
        mistakes=tuple(_mistakes(ordered)),
        attention=tuple(sorted(_attention(ordered), key=lambda entry: _ORDER[entry.kind])),
        results=tuple(ordered),
        problems=tuple(problems),
    )


_ORDER = {"not graded": 0, "waits for a person": 1, "flagged": 2}


def _bins(scores: Sequence[float], max_score: float) -> Iterator[Bin]:
    """Cut 0 to the maximum into equal stretches; each holds its low end, the last one both."""
    if max_score <= 0:
        return
    counts = Counter(max(0, min(int(score * BINS / max_score), BINS - 1)) for score in scores)
    for index in range(BINS):
        yield Bin(max_score * index / BINS, max_score * (index + 1) / BINS, counts[index])


def _questions(results: Sequence[Result]) -> Iterator[QuestionCount]:
    answers: dict[str, list[QuestionScore]] = {}
    finals: dict[str, list[float | None]] = {}
    for result in results:
        if ungraded(result):
            continue
        for question in result.record.grade.questions:
            answers.setdefault(question.id, []).append(question)
            finals.setdefault(question.id, []).append(result.final.questions[question.id])
    for question_id, given in answers.items():
        scores = [score for score in finals[question_id] if score is not None]
        points = given[0].points
        yield QuestionCount(
            id=question_id,
            title=given[0].title or question_id,
            points=points,
            mean=round(statistics.fmean(scores), 2) if scores else 0.0,
            complete=sum(score >= points for score in scores),
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


def _mistakes(results: Sequence[Result]) -> Iterator[MistakeCount]:
    surely: Counter[tuple[str, str]] = Counter()
    perhaps: Counter[tuple[str, str]] = Counter()
    for result in results:
        for question in result.record.grade.questions:
            if question.diagnosis is None:
                continue
            counter = surely if len(question.diagnosis.names) == 1 else perhaps
            counter.update((question.title or question.id, text) for text in question.diagnosis.sentences)
    names = sorted(surely.keys() | perhaps.keys(), key=lambda key: (-surely[key], -perhaps[key], key))
    for question_title, sentence in names:
        key = (question_title, sentence)
        yield MistakeCount(sentence, question_title, surely[key], perhaps[key])


def _attention(results: Sequence[Result]) -> Iterator[Attention]:
    for result in results:
        record, grade = result.record, result.record.grade
        flags = (*result.notes, *_to_look_at_again(result), *grade.flags)
        if ungraded(result):
            yield Attention(record.student, "not graded", (grade.message, *flags))
            continue
        waiting = [
            f"{question.title or question.id}: {question.message}"
            for question in grade.questions
            if result.final.questions[question.id] is None and question.checks
        ]
        waiting += [told] if (told := lateness_sentence(result)) else []
        if waiting:
            yield Attention(record.student, "waits for a person", (*waiting, *flags))
        elif flags:
            yield Attention(record.student, "flagged", flags)


def _to_look_at_again(result: Result) -> Iterator[str]:
    for question in result.record.grade.questions:
        if question.id in result.entered.look_again:
            given, found = result.entered.scores.get(question.id), question.score
            yield (
                f"{question.title or question.id}: a person gave {number(given)}; since then the answer or "
                f"its automatic score ({number(found)}) changed; look again"
            )
