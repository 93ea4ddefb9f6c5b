"""Q3: four derivations, judged line by line as mathematics."""

import pytest

from autograder.checks import DerivationChecks, Task

SIGMA = {"sigma": "1/(1 + exp(-x))"}
QUOTIENT = DerivationChecks(
    Task(
        name="the derivative of tanh, by the quotient rule",
        definition="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
        functions=SIGMA,
        final=("tanh",),
        min_lines=4,
    ),
    "TANH",
    "quotient",
)
THROUGH_SIGMA = DerivationChecks(
    Task(
        name="the derivative of tanh, through sigma",
        definition="2*sigma(2*x) - 1",
        functions=SIGMA,
        final=("tanh",),
        min_lines=4,
    ),
    "TANH",
    "sigma",
)
SOFTPLUS = DerivationChecks(
    Task(
        name="the derivative of softplus",
        definition="log(1 + exp(x))",
        functions=SIGMA,
        final=("sigma",),
        min_lines=3,
    ),
    "MORE",
    "softplus",
)
ARCTAN = DerivationChecks(
    Task(
        name="the derivative of arctan",
        definition="atan(x)",
        functions=SIGMA,
        final=(),
        final_variable=True,
        min_lines=3,
    ),
    "MORE",
    "arctan",
)


@pytest.mark.check("q3_tanh", weight=3)
def test_quotient_lines_follow(student, mathematics):
    """Derivation of tanh by the quotient rule: each line equals the line before it."""
    QUOTIENT.lines_follow(student, mathematics)


@pytest.mark.check("q3_tanh", weight=2)
def test_quotient_is_differentiated(student, mathematics):
    """Derivation of tanh by the quotient rule: line 1 is D of the quotient, and some line takes D rightly."""
    QUOTIENT.first_line(student, mathematics)
    QUOTIENT.differentiated(student, mathematics)


@pytest.mark.check("q3_tanh", weight=2)
def test_quotient_last_line(student, mathematics):
    """Derivation of tanh by the quotient rule: the last line is the derivative, in tanh(...) and numbers."""
    QUOTIENT.last_line(student, mathematics)


@pytest.mark.check("q3_tanh")
def test_quotient_steps_shown(student, mathematics):
    """Derivation of tanh by the quotient rule: at least 4 lines, and none repeats the one before it."""
    QUOTIENT.steps_shown(student, mathematics)


@pytest.mark.check("q3_tanh", weight=3)
def test_sigma_route_lines_follow(student, mathematics):
    """Derivation of tanh through sigma: each line equals the line before it."""
    THROUGH_SIGMA.lines_follow(student, mathematics)


@pytest.mark.check("q3_tanh", weight=2)
def test_sigma_route_is_differentiated(student, mathematics):
    """Derivation of tanh through sigma: line 1 is D of 2 sigma(2x) - 1, and some line takes D rightly."""
    THROUGH_SIGMA.first_line(student, mathematics)
    THROUGH_SIGMA.differentiated(student, mathematics)


@pytest.mark.check("q3_tanh", weight=2)
def test_sigma_route_last_line(student, mathematics):
    """Derivation of tanh through sigma: the last line is the derivative, in tanh(...) and numbers alone."""
    THROUGH_SIGMA.last_line(student, mathematics)


@pytest.mark.check("q3_tanh")
def test_sigma_route_steps_shown(student, mathematics):
    """Derivation of tanh through sigma: at least 4 lines, and none repeats the one before it."""
    THROUGH_SIGMA.steps_shown(student, mathematics)


@pytest.mark.check("q3_more", weight=3)
def test_softplus_lines_follow(student, mathematics):
    """Derivation of softplus: each line equals the line before it."""
    SOFTPLUS.lines_follow(student, mathematics)


@pytest.mark.check("q3_more", weight=2)
def test_softplus_is_differentiated(student, mathematics):
    """Derivation of softplus: line 1 is D of log(1 + exp(x)), and some line takes D rightly."""
    SOFTPLUS.first_line(student, mathematics)
    SOFTPLUS.differentiated(student, mathematics)


@pytest.mark.check("q3_more", weight=2)
def test_softplus_last_line(student, mathematics):
    """Derivation of softplus: the last line is the derivative, in sigma(...) and numbers alone."""
    SOFTPLUS.last_line(student, mathematics)


@pytest.mark.check("q3_more")
def test_softplus_steps_shown(student, mathematics):
    """Derivation of softplus: at least 3 lines, and none repeats the one before it."""
    SOFTPLUS.steps_shown(student, mathematics)


@pytest.mark.check("q3_more", weight=3)
def test_arctan_lines_follow(student, mathematics):
    """Derivation of arctan: each line equals the line before it."""
    ARCTAN.lines_follow(student, mathematics)


@pytest.mark.check("q3_more", weight=2)
def test_arctan_is_differentiated(student, mathematics):
    """Derivation of arctan: line 1 is D of atan(x), and some line takes D rightly."""
    ARCTAN.first_line(student, mathematics)
    ARCTAN.differentiated(student, mathematics)


@pytest.mark.check("q3_more", weight=2)
def test_arctan_last_line(student, mathematics):
    """Derivation of arctan: the last line is the derivative, in x and numbers alone."""
    ARCTAN.last_line(student, mathematics)


@pytest.mark.check("q3_more")
def test_arctan_steps_shown(student, mathematics):
    """Derivation of arctan: at least 3 lines, and none repeats the one before it."""
    ARCTAN.steps_shown(student, mathematics)
