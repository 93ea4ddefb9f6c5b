"""Q3: name the first false line of a derivation and mend it."""

import pytest

from autograder.checks import RepairChecks, Task

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


MEND = RepairChecks(TANH, BROKEN, "MEND")


@pytest.mark.check("q3_mend", weight=1)
def test_first_false_line(student, mathematics):
    """MEND names the first line of the broken derivation that does not equal the line before it."""
    MEND.located(student, mathematics)


@pytest.mark.check("q3_mend", weight=1)
def test_mended_line(student, mathematics):
    """The mended line equals the line before it, does not just repeat it, and holds no D."""
    MEND.mended(student, mathematics)
