"""Scores worked out by hand."""

import pytest

from autograder.models import CheckResult, Question, Status
from autograder.scoring import earned, score_question

QUESTION = Question("q1_demo", 4.0, ("f",), "Demo")


def check(status: Status, weight: float = 1.0, *, bonus: bool = False, message: str = "why") -> CheckResult:
    """Build the result of one check."""
    return CheckResult(
        name="test",
        question="q1_demo",
        sentence="It holds.",
        weight=weight,
        bonus=bonus,
        status=status,
        message=message,
    )


PASSED, FAILED, PENDING = Status.PASSED, Status.FAILED, Status.PENDING


@pytest.mark.parametrize(
    ("points", "results", "expected"),
    [
        (4, [check(PASSED), check(PASSED)], 4.0),
        (4, [check(PASSED, 3), check(FAILED, 1)], 3.0),
        (1, [check(PASSED), check(FAILED), check(FAILED)], 0.33),
        (1, [check(PASSED), check(PASSED), check(FAILED)], 0.67),
        (0.01, [check(PASSED), check(FAILED)], 0.01),
        (2.5, [check(PASSED, 0.1), check(FAILED, 0.2)], 0.83),
        (4, [check(FAILED), check(FAILED)], 0.0),
        (4, [check(PASSED, 3), check(FAILED, 1), check(PASSED, 0.5, bonus=True)], 3.5),
        (4, [check(PASSED), check(PASSED, 1, bonus=True)], 4.0),
        (4, [check(PASSED), check(FAILED, 1, bonus=True)], 4.0),
        (4, [check(PASSED, bonus=True)], 0.0),
    ],
)
def test_earned(points: float, results: list[CheckResult], expected: float) -> None:
    """Points times the passed share, to the cent, a half cent up."""
    assert earned(points, results) == expected


def test_pending_writes_no_score() -> None:
    """One doubt leaves the whole question to a person."""
    assert score_question(QUESTION, [check(PASSED), check(PENDING)]).score is None


def test_question_without_checks_waits_for_a_person() -> None:
    """A written answer has no automatic score."""
    assert score_question(QUESTION, []).status is Status.PENDING


def test_zero_has_a_reason() -> None:
    """A score below the points carries words, even when a check gave none."""
    assert score_question(QUESTION, [check(FAILED, message="")]).message


def test_lost_bonus_is_no_failure() -> None:
    """Full points with a bonus missed are full points."""
    assert score_question(QUESTION, [check(PASSED), check(FAILED, bonus=True)]).status is PASSED


def test_first_failure_names_the_status() -> None:
    """The question ends as its first failed check did."""
    assert score_question(QUESTION, [check(PASSED), check(Status.CPU), check(FAILED)]).status is Status.CPU
