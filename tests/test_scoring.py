"""Scores worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.models import CheckResult, Question, Status
from autograder.scoring import check_points, earned, score_question

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


@pytest.mark.parametrize(
    ("points", "weights", "expected"),
    [
        (6.0, [(1, False), (2, False)], (2.0, 4.0)),
        (5.0, [(1, False), (1, False), (1, False)], (5 / 3, 5 / 3, 5 / 3)),
        (4.0, [(1, False), (0.5, True)], (4.0, 2.0)),
        (0.3, [(0.1, False), (0.2, False)], (0.1, 0.2)),
        (3.0, [(1, True)], (0.0,)),
        (3.0, [], ()),
    ],
)
def test_points_follow_weights(
    points: float, weights: list[tuple[float, bool]], expected: tuple[float, ...]
) -> None:
    """A check is worth points times its weight by the weights that are asked for."""
    checks = [check(PASSED, weight, bonus=bonus) for weight, bonus in weights]
    assert expected == pytest.approx(check_points(points, checks))


WEIGHTS = st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0])
CHECKS = st.lists(
    st.builds(
        lambda status, weight, bonus: check(status, weight, bonus=bonus),
        st.sampled_from([PASSED, FAILED]),
        WEIGHTS,
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from([0.0, 0.3, 1.0, 2.5, 6.0, 10.0]), CHECKS)
def test_what_rows_say_is_what_the_score_is(points: float, checks: list[CheckResult]) -> None:
    """The rows that passed add up to the score, no further than the points, to half a cent."""
    worth = check_points(points, checks)
    passed = sum(share for share, result in zip(worth, checks, strict=True) if result.status is PASSED)
    assert abs(min(passed, points) - earned(points, checks)) <= 0.005 + 1e-9


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from([0.3, 1.0, 2.5, 6.0, 10.0]), CHECKS)
def test_what_is_asked_for_is_worth_the_points(points: float, checks: list[CheckResult]) -> None:
    """Rows that are no bonus add up to all points, which all of them passed give, and none passed nothing."""
    asked = sum(
        share for share, result in zip(check_points(points, checks), checks, strict=True) if not result.bonus
    )
    whole = points if any(result.weight and not result.bonus for result in checks) else 0.0
    assert asked == pytest.approx(whole)
    for status, score in ((PASSED, whole), (FAILED, 0.0)):
        assert earned(points, [check(status, c.weight, bonus=c.bonus) for c in checks]) == score


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
