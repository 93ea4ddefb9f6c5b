"""Q3: four derivations, judged line by line as mathematics."""

from functools import partial

import pytest

from autograder.checks import Derivation, Task, describe


def lines_of(student, constant, key):
    """Return one derivation as the student gave it."""
    found = student.value(constant)
    if not isinstance(found, dict):
        pytest.fail(f"{constant} is {describe(found)}; it should be a dict", pytrace=False)
    if found.get(key) is None:
        pytest.fail(f"{constant}['{key}'] is not there yet", pytrace=False)
    return found[key]


SIGMA = {"sigma": "1/(1 + exp(-x))"}
QUOTIENT = Derivation(
    Task(
        name="the derivative of tanh, by the quotient rule",
        definition="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
        functions=SIGMA,
        final=("tanh",),
        min_lines=4,
    ),
    partial(lines_of, constant="TANH", key="quotient"),
)
THROUGH_SIGMA = Derivation(
    Task(
        name="the derivative of tanh, through sigma",
        definition="2*sigma(2*x) - 1",
        functions=SIGMA,
        final=("tanh",),
        min_lines=4,
    ),
    partial(lines_of, constant="TANH", key="sigma"),
)
SOFTPLUS = Derivation(
    Task(
        name="the derivative of softplus",
        definition="log(1 + exp(x))",
        functions=SIGMA,
        final=("sigma",),
        min_lines=3,
    ),
    partial(lines_of, constant="MORE", key="softplus"),
)
ARCTAN = Derivation(
    Task(
        name="the derivative of arctan",
        definition="atan(x)",
        functions=SIGMA,
        final=(),
        final_variable=True,
        min_lines=3,
    ),
    partial(lines_of, constant="MORE", key="arctan"),
)


@pytest.mark.check("q3_tanh", weight=3)
def test_quotient_lines_follow(student, mathematics):
    """Derivation of tanh by the quotient rule: each line equals the line before it."""
    QUOTIENT.lines_follow(student, mathematics)


@pytest.mark.check("q3_tanh", weight=2)
def test_quotient_is_differentiated(student, mathematics):
    """Derivation of tanh by the quotient rule: line 1 is D of the quotient, and some line takes D rightly."""
    QUOTIENT.begins_and_is_differentiated(student, mathematics)


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
    THROUGH_SIGMA.begins_and_is_differentiated(student, mathematics)


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
    SOFTPLUS.begins_and_is_differentiated(student, mathematics)


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
    ARCTAN.begins_and_is_differentiated(student, mathematics)


@pytest.mark.check("q3_more", weight=2)
def test_arctan_last_line(student, mathematics):
    """Derivation of arctan: the last line is the derivative, in x and numbers alone."""
    ARCTAN.last_line(student, mathematics)


@pytest.mark.check("q3_more")
def test_arctan_steps_shown(student, mathematics):
    """Derivation of arctan: at least 3 lines, and none repeats the one before it."""
    ARCTAN.steps_shown(student, mathematics)
