"""What a result is called, on made-up results."""

import msgspec
import pytest

from autograder.final_score import Entered
from autograder.models import Diagnosis, Record, Status, Written
from autograder.reporting.standing import duration, lateness_waits, parts_of, reason, score_so_far, status_of
from autograder.results import Result
from tests.builders import made_results, made_up
from tests.builders.made_results import alone, result

GENERIC = "Not every property that was asked for holds."
LOST = made_up.check("a", "q1_a", "It sums.", status=Status.FAILED)


def lost(*checks: object, **fields: object) -> Record:
    """Make a record of one question that earned nothing."""
    return made_up.record("ann", made_up.question("q1_a", "A", 4.0, 0.0, *checks, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (alone(made_up.right())[0], Status.GRADED),
        (alone(lost(LOST))[0], Status.GRADED),
        (alone(made_up.record("ann", made_up.question("q", "Q", 1, 0.0), status=Status.PASSED))[0], "graded"),
        (alone(made_up.mixed())[0], Status.PENDING),
        (alone(made_up.doubtful())[0], Status.PENDING),
        (made_results.settled(), Status.GRADED),
        (made_results.undated(), Status.PENDING),
        (alone(made_up.unreadable())[0], Status.UNREADABLE),
        (alone(made_up.ours())[0], Status.SANDBOX_ERROR),
    ],
)
def test_status_is_no_lie(made: Result, status: Status) -> None:
    """Nothing of 60 is graded, a person's work settles what waited, an unknown time waits."""
    assert status == status_of(made)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (lost(LOST, message=GENERIC, diagnosis=Diagnosis(("x",), ("The axis is wrong.",))), "q1_a: The axis"),
        (
            lost(LOST, message=GENERIC, diagnosis=Diagnosis(("x", "y"), ("One.", "Two."))),
            "q1_a: One. Or: Two.",
        ),
        (lost(LOST, message=GENERIC), "q1_a: Does not hold: It sums."),
        (
            lost(LOST, made_up.check("b", "q1_a", "B.", status=Status.RAISED, message="ValueError: no")),
            "q1_a: ValueError: no",
        ),
        (made_up.mixed(), "q4_softmax: The sum runs over columns"),
        (made_up.doubtful(), "q2_fit: Too close to the limit to decide."),
        (made_up.ours(), "the sandbox did not start"),
        (made_up.right(), ""),
    ],
)
def test_reason_names_the_mistake_first(record: Record, expected: str) -> None:
    """The diagnosis, else the check's own message, else the property that does not hold."""
    assert reason(record).startswith(expected)
    assert bool(reason(record)) == bool(expected)
    assert GENERIC not in reason(record)


def test_answer_left_as_released_is_no_answer() -> None:
    """Nobody waits for points of an answer that was not written."""
    question = made_up.question("q1_why", "Why", 4.0, None, message="A person grades this answer.")
    record = msgspec.structs.replace(made_up.record("ann", question), written=Written(("q1_why",)))
    assert reason(record) == "q1_why: Not answered: the text is as it was handed out."


def test_reason_is_settled_by_a_person() -> None:
    """What a person scored is no reason any more."""
    told = reason(made_up.mixed(), Entered(scores={"q4_softmax": 8.0}))
    assert told == "q3_derivation: Line 2 is not equal to line 1."


@pytest.mark.parametrize(
    ("made", "parts", "so_far", "waits"),
    [
        (alone(made_up.right())[0], "", "20", False),
        (
            made_results.settled(),
            "14.67 automatic, 3.5 by hand, 0.5 extra credit, -3.73 late",
            "14.94",
            False,
        ),
        (alone(made_up.mixed())[0], "", "14.67 + ?", False),
        (made_results.undated(), "20 automatic, late?", "20 + ?", True),
        (alone(made_up.unreadable())[0], "", "–", False),
        (result(made_up.right(), Entered(scores={"q1_gates": 0.0})), "14 automatic, 0 by hand", "14", False),
        (result(made_up.mixed(), lateness=made_results.UNDATED), "14.67 automatic, late?", "14.67 + ?", True),
        (result(made_up.mixed(), lateness=made_results.UNDATED, policy="none"), "", "14.67 + ?", False),
    ],
)
def test_score_is_told_with_its_parts(made: Result, parts: str, so_far: str, waits: bool) -> None:
    """What a total is made of, and whether somebody has to say when it came."""
    assert (parts, so_far, waits) == (parts_of(made), score_so_far(made), lateness_waits(made))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1.0, "less than a minute"),
        (60.0, "1 minute"),
        (3_599.0, "59 minutes"),
        (93_600.0, "1 day 2 hours"),
        (86_400.0 * 543, "543 days"),
        (86_460.0, "1 day"),
    ],
)
def test_duration_is_written_in_two_units(seconds: float, words: str) -> None:
    """A student reads days and hours, not seconds."""
    assert words == duration(seconds)
