"""Q3: name the first false line of a derivation and mend it."""

import numpy as np
import pytest

from autograder.checks import Task, entries

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


def mend_of(student):
    """Return what the student says of the broken derivation."""
    mend = entries(student.value("MEND"), "MEND")
    return mend.get("line"), mend.get("text")


@pytest.mark.check("q3_mend", weight=1)
def test_first_false_line(student, mathematics):
    """MEND names the first line of the broken derivation that does not equal the line before it."""
    line, text = mend_of(student)
    if line is None:
        pytest.fail("MEND['line'] is not there yet", pytrace=False)
    located = mathematics.judge_repair(TANH, BROKEN, line, text).located
    if not located and isinstance(line, int | float | np.number) and line in (4, 5):
        student.mistake("q3_mend_line_after")
    student.require(located)


@pytest.mark.check("q3_mend", weight=1)
def test_mended_line(student, mathematics):
    """The mended line equals the line before it and holds no D."""
    line, text = mend_of(student)
    if text is None:
        pytest.fail("MEND['text'] is not there yet", pytrace=False)
    repair = mathematics.judge_repair(TANH, BROKEN, line, text)
    student.exhibit(repair.exhibit)
    student.require(repair.mended)
