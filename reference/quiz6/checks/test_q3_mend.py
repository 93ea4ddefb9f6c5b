"""Q3: name the first false line of a derivation and mend it."""

import pytest

from autograder.mathematics.derivations import Task
from autograder.values import describe, integer

TANH = Task(
    name="the derivative of tanh, through sigma",
    definition="2*sigma(2*x) - 1",
    functions={"sigma": "1/(1 + exp(-x))"},
    final=("tanh", "sigma"),
)
BROKEN = (
    "D(2*sigma(2*x) - 1, x)",
    "2*D(sigma(2*x), x)",
    "2*sigma(2*x)*(1 - sigma(2*x))",
    "(tanh(x) + 1)*(1 - tanh(x))/2",
    "(1 - tanh(x)**2)/2",
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
    line, repair = repair_of(student, mathematics)
    if line in (4, 5):
        student.mistake("q3_mend_line_after")
    repair.located.require(student)


@pytest.mark.check("q3_mend", weight=1)
def test_mended_line(student, mathematics):
    """The mended line equals the line before it and holds no D."""
    _, repair = repair_of(student, mathematics)
    student.exhibit(repair.exhibit)
    repair.mended.require(student)
