"""Q2: name the first false line on the way from tanh to the sigmoid, and mend it."""

import pytest

from autograder.checks.values import describe, integer
from autograder.mathematics.derivations import Task

IDENTITY = Task(
    name="tanh as a sigmoid",
    definition="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    functions={"sigma": "1/(1 + exp(-x))"},
    final=("sigma",),
)
FALSE_LINES = (
    "(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    "(exp(2*x) - 1)/(exp(2*x) + 1)",
    "(1 - exp(-2*x))/(1 + exp(-2*x))",
    "(1 - (1 + exp(-2*x)))/(1 + exp(-2*x))",
    "1/(1 + exp(-2*x)) - 1",
    "sigma(2*x) - 1",
)


def repair_of(student, mathematics):
    """Judge what the student says of the derivation with a false line."""
    mend = student.value("MEND")
    if not isinstance(mend, dict):
        pytest.fail(f"MEND is {describe(mend)}; it should be a dict", pytrace=False)
    if mend.get("line") is None:
        pytest.fail("MEND['line'] is not there yet", pytrace=False)
    claimed = integer(mend["line"], "MEND['line']")
    return claimed, mathematics.judge_repair(IDENTITY, FALSE_LINES, claimed, mend.get("text"))


@pytest.mark.check("q2_mend")
def test_first_line_that_fails(student, mathematics):
    """MEND names the first line that does not equal the line before it."""
    claimed, repair = repair_of(student, mathematics)
    if claimed in (5, 6):
        student.mistake("q2_mend_line_after")
    repair.located.require(student)


@pytest.mark.check("q2_mend")
def test_line_that_mends(student, mathematics):
    """The line put in its place equals the line before it, and is more than that line again."""
    _, repair = repair_of(student, mathematics)
    student.exhibit(repair.exhibit)
    repair.mended.require(student)
