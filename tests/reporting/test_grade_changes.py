"""Whose grade moved, and why."""

import msgspec
import pytest

from autograder.models import CheckResult, Record, Status
from autograder.reporting.grade_changes import causes, moves
from tests.builders import made_up


def softmax(score: float, *, sums: Status = Status.PASSED, weight: float = 1.0) -> Record:
    """Make a record of one question with two checks."""
    checks: list[CheckResult] = [
        made_up.check("sums", "q4_softmax", "Every row sums to 1.", status=sums, weight=weight),
        made_up.check("huge", "q4_softmax", "Huge inputs are finite."),
    ]
    return made_up.record("student01", made_up.question("q4_softmax", "Softmax", 8.0, score, *checks))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (softmax(8.0), softmax(8.0), ()),
        (
            softmax(4.0, sums=Status.FAILED),
            softmax(8.0),
            ("q4_softmax 4 → 8: now passes 'Every row sums to 1.'",),
        ),
        (
            softmax(8.0),
            softmax(4.0, sums=Status.CPU),
            ("q4_softmax 8 → 4: no longer passes 'Every row sums to 1.'",),
        ),
        (
            softmax(4.0),
            softmax(6.0, weight=2.0),
            ("q4_softmax 4 → 6: 'Every row sums to 1.' weighs 2 instead of 1",),
        ),
        (made_up.ours("student01"), softmax(8.0), ("– → 8: graded now",)),
        (softmax(8.0), made_up.ours("student01"), ("8 → –: the sandbox did not start: out of memory",)),
    ],
)
def test_moves_are_told_by_question(before: Record, after: Record, expected: tuple[str, ...]) -> None:
    """A sentence for each score that differs, with the checks that turned."""
    assert expected == moves(before, after)


@pytest.mark.parametrize("gone", [True, False])
def test_question_that_comes_or_goes_is_told(gone: bool) -> None:
    """A question of one record only moves the score, too."""
    one = softmax(8.0)
    two = made_up.record("student01", *one.grade.questions, made_up.question("q5_new", "New", 3.0, 1.5))
    told = moves(two, one) if gone else moves(one, two)
    expected = (
        "q5_new 1.5 → –: the question is not asked any more" if gone else "q5_new – → 1.5: a new question"
    )
    assert (expected,) == told


def test_points_that_changed_are_told() -> None:
    """Half of other points is another score, by no check."""
    before, after = softmax(4.0, sums=Status.FAILED), softmax(5.0, sums=Status.FAILED)
    question = msgspec.structs.replace(after.grade.questions[0], points=10.0)
    after = made_up.record("student01", question)
    assert ("q4_softmax 4 → 5: it offers 10 points instead of 8",) == moves(before, after)


def test_check_that_is_gone_is_told() -> None:
    """A record of an earlier rubric has checks that are not there any more."""
    before, after = softmax(4.0, sums=Status.FAILED), softmax(8.0)
    question = msgspec.structs.replace(after.grade.questions[0], checks=after.grade.questions[0].checks[1:])
    told = moves(before, made_up.record("student01", question))
    assert ("q4_softmax 4 → 8: 'Every row sums to 1.' is not checked any more",) == told


def test_two_failures_of_ours_are_no_move() -> None:
    """Nothing graded before, nothing graded now."""
    assert () == moves(made_up.ours("a"), made_up.unreadable("a"))


def test_record_of_an_older_version_is_no_proof_that_checks_changed() -> None:
    """Digests of another version say nothing of checks or engine, only the notebook's bytes do."""
    after = softmax(8.0)
    digests = msgspec.structs.replace(after.digests, checks="0" * 64, engine="1" * 64)
    before = msgspec.structs.replace(softmax(4.0), digests=digests, version=1)
    assert ("the earlier record is of another version of the autograder",) == causes(before, after)


@pytest.mark.parametrize("changed", [True, False])
def test_unproved_checks_are_told(changed: bool) -> None:
    """Whoever reads of a move learns that the checks behind it were not proved."""
    after = softmax(8.0)
    digests = msgspec.structs.replace(after.digests, checks="0" * 64)
    before = msgspec.structs.replace(after, digests=digests) if changed else after
    told = causes(before, after, proved=False)
    assert "run: autograder validate hw0" in told[-1]
    assert changed == ("the checks changed" in told)
    assert not any("validate" in sentence for sentence in causes(before, after))


def test_causes_are_the_digests_that_differ() -> None:
    """What a record was computed from tells why it moved."""
    before = softmax(8.0)
    after = msgspec.structs.replace(
        before, digests=msgspec.structs.replace(before.digests, checks="0" * 64, environment="1" * 64)
    )
    assert ("the checks changed", "the libraries changed") == causes(before, after)
