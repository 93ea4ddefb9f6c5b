"""Naming the first false line of a broken derivation, and mending it."""

from fractions import Fraction

import numpy as np
import pytest

from autograder.mathematics.derivations import Judge, Task
from autograder.mathematics.prover import Equality, LocalProver
from autograder.mathematics.repairs import judge_repair

TASK = Task(
    "the derivative of softplus", "log(1 + exp(t))", {"sigma": "1/(1 + exp(-t))"}, ("sigma",), variable="t"
)
BROKEN = (
    "D(log(1 + exp(t)), t)",
    "1/(1 + exp(t))*D(1 + exp(t), t)",
    "1/(1 + exp(t))*(1 + exp(t))",
    "1",
)
"""Line 3 differentiates the constant; line 4 follows from line 3."""
HEALED = (BROKEN[0], "1/(1 + exp(t))", "exp(t)/(1 + exp(t))", "sigma(t)")
"""Line 2 is false, line 3 is true again: it cannot follow from line 2."""


@pytest.fixture(scope="module")
def prover():
    """Give one prover to all judgements."""
    return LocalProver()


@pytest.mark.parametrize("claimed", [3, 3.0, "3", Fraction(3), np.int64(3), np.array([3])])
@pytest.mark.parametrize(
    "mended",
    [
        "1/(1 + exp(t))*exp(t)",
        "exp(t)/(1+exp(t))",
        "= 1/(1 + exp(t))*(0 + exp(t))   # the constant",
        "sigma(t)",
        "1/(1 + np.exp(-t))",
        ["exp(t)/(exp(t) + 1)"],
    ],
)
def test_every_right_repair_holds(claimed, mended, prover):
    """The right line and any line equal to the one before it, without D, earn both."""
    report = judge_repair(TASK, BROKEN, claimed, mended, prover)
    assert (report.located.verdict, report.mended.verdict, report.message) == ("holds", "holds", "")
    assert [row.ok for row in report.exhibit.rows] == [None, True]


@pytest.mark.parametrize(
    ("claimed", "reason"),
    [
        (1, "Line 1 is the derivative to be taken, and is right."),
        (2, "Line 2 equals the line before it, so it is not false."),
        (4, "Line 4 is not the first false line: one before it is false already."),
        (0, "Give the number of a line, from 1 to 4; here is 0."),
        (5, "from 1 to 4; here is 5."),
        (2.5, "here is 2.5."),
        (True, "here is True."),
        ("three", "not readable"),
        (None, "not readable"),
        (float("nan"), "not readable"),
        (10**500, "not readable"),
        ([3], "not readable"),
    ],
)
def test_wrong_lines_say_what_is_the_matter(claimed, reason, prover):
    """A right repair beside a wrong number earns its own part, and the number is told why it is wrong."""
    report = judge_repair(TASK, BROKEN, claimed, "sigma(t)", prover)
    assert (report.located.verdict, report.mended.verdict) == ("fails", "holds")
    assert reason in report.located.message


@pytest.mark.parametrize(
    ("mended", "reason"),
    [
        (BROKEN[2], "It is what a slip in the derivative of a constant gives"),
        ("1/(1 + exp(t))", "At t = 1 that is 0.731059, yours is 0.268941."),
        (BROKEN[1], "The mended line should hold no D, like the line it replaces."),
        ("D(log(1 + exp(t)), t)", "should hold no D"),
        ("exp(t)/(1 + exp(t))^1", "not readable: ^ cannot be read: write ** for a power"),
        ("x", "the name x is not known here"),
        ("sigma(t) = sigma(t)", "more than one ="),
        (None, "missing (None)"),
        (3, "of type int"),
        (["sigma(t)", "sigma(t)"], "of type list"),
        ("", "an expression is missing"),
        ("x" * 10**6, "more than 1000"),
    ],
)
def test_wrong_repairs_say_what_is_the_matter(mended, reason, prover):
    """The right number beside a wrong repair earns its own part, and the repair is told why it is wrong."""
    report = judge_repair(TASK, BROKEN, 3, mended, prover)
    assert (report.located.verdict, report.mended.verdict) == ("holds", "fails")
    assert reason in report.mended.message
    assert report.exhibit.rows[1].ok is False


def test_repair_fits_the_next_true_line(prover):
    """Where the derivation comes right again, the mended line stands between two true ones."""
    assert judge_repair(TASK, HEALED, 2, "1/(1 + exp(t))*exp(t)", prover).message == ""
    assert judge_repair(TASK, HEALED, 3, "1", prover).located.verdict == "fails"


def test_repeating_the_line_before_is_no_repair(prover):
    """Where the false line still has its D, the line before it does not mend it."""
    broken = ("D(t**2, t)", "D(t, t)", "1")
    assert "only repeats" in judge_repair(TASK, broken, 2, "D(t**2, t)", prover).mended.message
    assert judge_repair(TASK, broken, 2, "2*t*D(t, t)", prover).message == ""


@pytest.mark.parametrize("lines", [("D(t, t)", "1"), ("D(t, t)", "t^2"), ("D(t, t) = 1", "2"), ("D(t, t)",)])
def test_a_task_without_a_false_line_is_the_authors_mistake(lines, prover):
    """A broken derivation that is not one is an error, never a verdict on a student."""
    with pytest.raises(ValueError, match=r"no false line|not readable|one expression"):
        judge_repair(TASK, lines, 1, "1", prover)


class Weary(LocalProver):
    """Decides the author's lines and nothing of the student's."""

    def equal(self, left, right, definitions):
        """Leave open what holds sigma."""
        if "sigma" in repr(right):
            return Equality("unknown", reason="the proof was stopped (cpu)")
        return super().equal(left, right, definitions)


def test_a_stopped_proof_waits_for_a_person():
    """What cannot be compared is unknown, shown as neither right nor wrong."""
    report = judge_repair(TASK, BROKEN, 3, "sigma(t)", Weary())
    assert (report.located.verdict, report.mended.verdict) == ("holds", "unknown")
    assert report.exhibit.rows[1].ok is None


def test_judge_offers_repairs(prover):
    """The judge that checks ask does the same."""
    assert Judge(prover).judge_repair(TASK, BROKEN, 3, "sigma(t)").message == ""


def test_a_repair_is_judged_once_and_taken_for_no_other(prover):
    """Two checks share one judgement; True is no line 1, though it equals 1, and a text is no list of it."""
    judge = Judge(prover)
    first = judge.judge_repair(TASK, BROKEN, 1, "sigma(t)")
    assert judge.judge_repair(TASK, BROKEN, 1, "sigma(t)") is first
    assert "is the derivative to be taken" in first.located.message
    assert "here is True" in judge.judge_repair(TASK, BROKEN, True, "sigma(t)").located.message
    for claimed, mended, broken in ((3, "sigma(t)", BROKEN), (1, "t", BROKEN), (1, "sigma(t)", HEALED)):
        found = judge.judge_repair(TASK, broken, claimed, mended)
        assert found == judge_repair(TASK, broken, claimed, mended, prover)
        assert found != first
    assert judge.judge_repair(TASK, BROKEN, 1, ["sigma(t)"]).mended.verdict == "holds"
