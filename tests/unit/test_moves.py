"""Whose grade moved, and why."""

import msgspec
import pytest

from autograder.models import CheckResult, Record, Status
from autograder.moves import causes, moves
from tests import made_up


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


def test_causes_are_the_digests_that_differ() -> None:
    """What a record was computed from tells why it moved."""
    before = softmax(8.0)
    after = msgspec.structs.replace(
        before, digests=msgspec.structs.replace(before.digests, checks="0" * 64, environment="1" * 64)
    )
    assert ("the checks changed", "the libraries changed") == causes(before, after)
