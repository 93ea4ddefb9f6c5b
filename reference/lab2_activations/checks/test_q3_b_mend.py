"""Q3: name the first false line of a derivation and mend it."""

import pytest

from autograder.checks.values import describe, integer
from autograder.mathematics.derivations import Task

TANH = Task(
    name="the derivative of tanh, from its form in e^(2x)",
    definition="(exp(2*x) - 1)/(exp(2*x) + 1)",
    functions={"sigma": "1/(1 + exp(-x))"},
    final=("tanh",),
)
BROKEN = (
    "D((exp(2*x) - 1)/(exp(2*x) + 1), x)",
    "(2*exp(2*x)*(exp(2*x) + 1) - (exp(2*x) - 1)*2*exp(2*x))/(exp(2*x) + 1)**2",
    "2*exp(2*x)*((exp(2*x) + 1) - (exp(2*x) - 1))/(exp(2*x) + 1)**2",
    "2*exp(2*x)*2*exp(2*x)/(exp(2*x) + 1)**2",
    "(2*exp(2*x)/(exp(2*x) + 1))**2",
    "(1 + tanh(x))**2",
)


def repair_of(student, mathematics):
    """Judge what the student says of the broken derivation."""
    mend = student.value("MEND")
    if not isinstance(mend, dict):
        pytest.fail(f"MEND is {describe(mend)}; it should be a dict", pytrace=False)
    if mend.get("line") is None:
        pytest.fail("MEND['line'] is not there yet", pytrace=False)
    line = integer(mend["line"], "MEND['line']")
    return line, mathematics.judge_repair(TANH, BROKEN, line, mend.get("text"))


@pytest.mark.check("q3_mend", weight=1)
def test_first_false_line(student, mathematics):
    """MEND names the first line of the broken derivation that does not equal the line before it."""
    _, repair = repair_of(student, mathematics)
    repair.located.require(student)


@pytest.mark.check("q3_mend", weight=1)
def test_mended_line(student, mathematics):
    """The mended line equals the line before it, does not just repeat it, and holds no D."""
    _, repair = repair_of(student, mathematics)
    student.exhibit(repair.exhibit)
    repair.mended.require(student)
