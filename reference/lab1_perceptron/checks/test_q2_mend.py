"""Q2: name the first false line on the way from tanh to the sigmoid, and mend it."""

import pytest

from autograder.checks import RepairChecks, Task

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


MEND = RepairChecks(IDENTITY, FALSE_LINES, "MEND")


@pytest.mark.check("q2_mend")
def test_first_line_that_fails(student, mathematics):
    """MEND names the first line that does not equal the line before it."""
    claimed, repair = MEND.report(student, mathematics)
    if claimed in (5, 6):
        student.mistake("q2_mend_line_after")
    student.require(repair.located)


@pytest.mark.check("q2_mend")
def test_line_that_mends(student, mathematics):
    """The line put in its place equals the line before it, and is more than that line again."""
    MEND.mended(student, mathematics)
