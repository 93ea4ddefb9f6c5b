"""Naming a mistake from transcripts."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from autograder.checks.transcript import Call, Failed
from autograder.course.layout import KnownSubmission
from autograder.diagnosis.comparison import alike, departs, shown
from autograder.diagnosis.diagnose import apart, example, fitting, merged
from autograder.diagnosis.known_answers import QuestionAnswers, answers_of
from autograder.models import CheckResult, Status

CASES = ([3.0, 4.0], [1.0])


def transcript(function: object, check: str = "c") -> list[Call]:
    """Ask a made-up submission's `double` for each case."""
    return [Call(check, "call", "double", (case,), {}, function(case)) for case in CASES]  # type: ignore[operator]


def result(status: Status, check: str = "c") -> CheckResult:
    """Make a check's result."""
    return CheckResult(name=check, question="q1_a", sentence="It doubles.", status=status)


def truth() -> QuestionAnswers:
    """Return what the solutions answer."""
    return answers_of([result(Status.PASSED)], transcript(lambda x: [2 * e for e in x]))


def mistake(function: object) -> QuestionAnswers:
    """Return what a known mistake in `double` answers."""
    return answers_of([result(Status.FAILED)], transcript(function), ["double"])


MISTAKES = {"adds": mistake(lambda x: [2 + e for e in x]), "zero": mistake(lambda x: [0.0 for _ in x])}


def named(function: object, status: Status = Status.FAILED) -> list[str]:
    """Diagnose a student whose `double` is this function."""
    return fitting([result(status)], transcript(function), truth(), MISTAKES)


def test_a_mistake_is_named() -> None:
    """A student who answers as a mistake does gets its name."""
    assert named(lambda x: [2 + e for e in x]) == ["adds"]


def test_rounding_and_type_do_not_matter() -> None:
    """The same mistake in float32, as an array, is the same mistake."""
    assert named(lambda x: np.array(x, dtype=np.float32) + np.float32(2)) == ["adds"]


def test_the_truth_never_gets_a_name() -> None:
    """QuestionAnswers equal to the truth are no mistake, even when a check failed for another reason."""
    same = {"copycat": mistake(lambda x: [2 * e for e in x])}
    calls = transcript(lambda x: [2 * e for e in x])
    assert fitting([result(Status.FAILED)], calls, truth(), same) == []


def test_another_mistake_gets_no_name() -> None:
    """An answer unlike all known ones is not forced onto one."""
    assert named(lambda x: [e**2 for e in x]) == []


def test_half_of_a_mistake_gets_no_name() -> None:
    """One answer that differs from the mistake's is enough to rule it out."""
    assert named(lambda x: [2 + e for e in x] if len(x) == 2 else [9.0]) == []


def test_a_passed_check_rules_out_the_mistakes_that_fail_it() -> None:
    """Who passes what a mistake fails did not make it."""
    assert named(lambda x: [2 + e for e in x], Status.PASSED) == []


def test_exceptions_compare_by_type() -> None:
    """A mistake that raises is recognised by the exception's name."""
    raising = {"raises": mistake(lambda x: Failed("raised", "TypeError"))}
    calls = transcript(lambda x: Failed("raised", "TypeError"))
    assert fitting([result(Status.FAILED)], calls, truth(), raising) == ["raises"]


def both(double: object, half: object) -> list[Call]:
    """Ask for `double` and for `half` in one check, turn by turn."""
    halves = [Call("c", "call", "half", (case,), {}, half(case)) for case in CASES]  # type: ignore[operator]
    return [call for pair in zip(transcript(double), halves, strict=True) for call in pair]


def test_a_mistake_in_one_function_is_named_beside_another_mistake() -> None:
    """What the file does not overlay may be wrong in its own way, known or not."""
    right, wrong = (lambda x: [e / 2 for e in x]), (lambda x: [e - 2 for e in x])
    adds = answers_of([result(Status.FAILED)], both(lambda x: [2 + e for e in x], right), ["double"])
    halves = answers_of([result(Status.FAILED)], both(lambda x: [2 * e for e in x], wrong), ["half"])
    solved = answers_of([result(Status.PASSED)], both(lambda x: [2 * e for e in x], right))
    known = {"adds": adds, "takes away": halves}
    calls = both(lambda x: [2 + e for e in x], wrong)
    assert fitting([result(Status.FAILED)], calls, solved, known) == ["adds", "takes away"]
    calls = both(lambda x: [2 + e for e in x], lambda x: [7.0])
    assert fitting([result(Status.FAILED)], calls, solved, known) == ["adds"]


def test_a_mistake_inside_a_class_is_named() -> None:
    """What an object answers counts for the class that made it, though a request names only its method."""

    def asked(shift: float, status: Status, names: Sequence[str] = ()) -> tuple[list[Call], QuestionAnswers]:
        made = Call("c", "call", "Layer", (2,), {}, "<Layer>")
        ran = Call("c", "method", "Layer.forward", (1.0,), {}, 1.0 + shift)
        return [made, ran], answers_of([result(status)], [made, ran], names)

    _, right = asked(0.0, Status.PASSED)
    calls, shifted = asked(0.5, Status.FAILED, ["Layer"])
    assert fitting([result(Status.FAILED)], calls, right, {"shifted": shifted}) == ["shifted"]
    other, _ = asked(0.7, Status.FAILED)
    assert fitting([result(Status.FAILED)], other, right, {"shifted": shifted}) == []


def test_mistakes_in_different_functions_were_all_made() -> None:
    """Mistakes that share a function are alternatives; mistakes that share none stand together."""
    assert apart([frozenset({"double"}), frozenset({"half"})])
    assert not apart([frozenset({"double"}), frozenset({"double", "half"})])


def test_example_is_the_smallest_input() -> None:
    """The shorter of two separating inputs is shown, with both answers."""
    calls = transcript(lambda x: [2 + e for e in x])
    told = example([result(Status.FAILED)], calls, truth(), secret=())
    assert told == "double([1]) should be [2], yours gave [3]"


def test_secret_checks_show_no_example() -> None:
    """A secret check's case stays secret."""
    calls = transcript(lambda x: [2 + e for e in x])
    assert example([result(Status.FAILED)], calls, truth(), secret=["c"]) == ""


def test_declared_alike_is_one_mistake(tmp_path: object) -> None:
    """Of mistakes declared to behave alike the first one speaks."""
    first = KnownSubmission("a", tmp_path, "First.", "q1_a", ("b",))  # type: ignore[arg-type]
    second = KnownSubmission("b", tmp_path, "Second.", "q1_a")  # type: ignore[arg-type]
    assert merged([first, second]) == [first]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (math.nan, math.nan),
        ([1, 2], np.array([1.0, 2.0])),
        ((1.0, [2.0]), [1.0, (2.0,)]),
        (np.float32(0.1), 0.1),
        ({"a": [1]}, {"a": (1.0,)}),
        (Failed("cpu"), Failed("timeout")),
        ("<Net>", "<MLPRegressor>"),
        (True, 1),
    ],
    ids=repr,
)
def test_alike(one: object, other: object) -> None:
    """Harmless differences of type and rounding are none."""
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.1),
        ([1, 2], [[1, 2]]),
        (None, 0),
        ("a", "b"),
        (Failed("raised", "TypeError"), Failed("raised", "ValueError")),
        (Failed("raised", "TypeError"), 1.0),
        ([1, "x"], [1, "y"]),
        (10**400, 1.0),
    ],
    ids=repr,
)
def test_not_alike(one: object, other: object) -> None:
    """Different answers are different."""
    assert not alike(one, other)


def test_a_lost_tail_departs_from_the_truth() -> None:
    """Zero is not 1e-20: in the tails only relative size means anything."""
    assert departs([0.0], [1e-20])


def test_shown_is_bounded() -> None:
    """Whatever a student returns, few characters are shown."""
    for value in (np.zeros((100, 100)), ["x" * 1000] * 10, 10**5000, {"a": "b" * 500}, list(range(10**5))):
        assert len(shown(value)) <= 160
