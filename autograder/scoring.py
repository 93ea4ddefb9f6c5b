"""From check results to scores: pure arithmetic, in one place.

A question's score is points × passed weight / total weight, rounded to 1/100 here and nowhere else. Bonus
checks add to the passed weight but not to the total, and never lift a score above the points. A doubt is
neither zero nor full: the question has no score until a person decides.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from autograder.models import CheckResult, Diagnosis, Question, QuestionScore, Status

WAITING = frozenset({Status.PENDING, Status.SANDBOX_ERROR})


class Weighted(Protocol):
    """What has a share of a question: a check, or its result."""

    @property
    def weight(self) -> float:
        """Share relative to the question's other checks."""

    @property
    def bonus(self) -> bool:
        """Whether it only adds."""


def score_question(
    question: Question, results: Sequence[CheckResult], diagnosis: Diagnosis | None = None
) -> QuestionScore:
    """Score one question from the results of its checks.

    Parameters
    ----------
    question : Question
        What it offers.
    results : sequence of CheckResult
        The question's checks in the rubric's order; a question without any is graded by a person.
    diagnosis : Diagnosis, optional
        The known mistake the answer fits.

    Returns
    -------
    QuestionScore
        With a reason in words wherever the score is below the points.
    """
    waiting = [result for result in results if result.status in WAITING]
    if not results or waiting:
        reason = waiting[0].message if waiting else "A person grades this answer."
        return QuestionScore(
            id=question.id,
            title=question.title,
            points=question.points,
            score=None,
            status=Status.PENDING,
            message=reason,
            checks=tuple(results),
            diagnosis=diagnosis,
        )
    lost = [result for result in results if result.status is not Status.PASSED and not result.bonus]
    score = earned(question.points, results)
    return QuestionScore(
        id=question.id,
        title=question.title,
        points=question.points,
        score=score,
        status=lost[0].status if lost and score < question.points else Status.PASSED,
        message=_reason(lost) if score < question.points else "",
        checks=tuple(results),
        diagnosis=diagnosis if score < question.points else None,
    )


def earned(points: float, results: Sequence[CheckResult]) -> float:
    """Return points × passed weight / total weight, rounded half up to 1/100.

    Parameters
    ----------
    points : float
        What the question offers.
    results : sequence of CheckResult
        Its checks; at least one is not a bonus, or nothing is earned.

    Returns
    -------
    float
        Between 0 and `points`.
    """
    passed = sum((_exact(result.weight) for result in results if result.status is Status.PASSED), Fraction(0))
    score = _exact(points) * min(_share(passed, results), Fraction(1))
    cents = Decimal(score.numerator * 100) / Decimal(score.denominator)
    return float(cents.quantize(Decimal(1), rounding=ROUND_HALF_UP) / 100)


def check_points(points: float, checks: Sequence[Weighted]) -> tuple[float, ...]:
    """Return what each check of one question is worth: points × weight / total weight.

    Parameters
    ----------
    points : float
        What the question offers.
    checks : sequence of Weighted
        Its checks; bonus checks add to no total.

    Returns
    -------
    tuple of float
        In the same order, not rounded.
    """
    return tuple(float(_exact(points) * _share(_exact(check.weight), checks)) for check in checks)


def _share(weight: Fraction, checks: Sequence[Weighted]) -> Fraction:
    """Return the part of a question that a weight is; none where nothing but bonus is asked for."""
    total = sum((_exact(check.weight) for check in checks if not check.bonus), Fraction(0))
    return weight / total if total else Fraction(0)


def _exact(value: float) -> Fraction:
    """Read a weight as the decimal its author wrote: 0.1 is one tenth."""
    return Fraction(repr(value))


def _reason(lost: Sequence[CheckResult]) -> str:
    first = next((result.message for result in lost if result.message), "")
    return first or "Not every property that was asked for holds."
