"""From check results to scores: pure arithmetic, in one place.

A question's score is points × passed weight / total weight, rounded to 1/100 here and nowhere else. Bonus
checks add to the passed weight but not to the total, and never lift a score above the points. A doubt is
neither zero nor full: the question has no score until a person decides.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from autograder.models import CheckResult, Diagnosis, Question, QuestionScore, Status

WAITING = frozenset({Status.PENDING, Status.SANDBOX_ERROR})


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
    total = sum((_exact(result.weight) for result in results if not result.bonus), Fraction(0))
    passed = sum((_exact(result.weight) for result in results if result.status is Status.PASSED), Fraction(0))
    if total == 0:
        return 0.0
    share = min(passed / total, Fraction(1))
    score = _exact(points) * share
    cents = Decimal(score.numerator * 100) / Decimal(score.denominator)
    return float(cents.quantize(Decimal(1), rounding=ROUND_HALF_UP) / 100)


def _exact(value: float) -> Fraction:
    """Read a weight as the decimal its author wrote: 0.1 is one tenth."""
    return Fraction(repr(value))


def _reason(lost: Sequence[CheckResult]) -> str:
    first = next((result.message for result in lost if result.message), "")
    return first or "Not every property that was asked for holds."
