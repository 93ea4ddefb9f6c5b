"""Q3: four derivations, judged line by line as mathematics."""

import pytest

from autograder.checks.values import describe
from autograder.mathematics.derivations import Task

SIGMA = {"sigma": "1/(1 + exp(-x))"}
QUOTIENT = Task(
    name="the derivative of tanh, by the quotient rule",
    definition="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    functions=SIGMA,
    final=("tanh",),
    min_lines=4,
)
THROUGH_SIGMA = Task(
    name="the derivative of tanh, through sigma",
    definition="2*sigma(2*x) - 1",
    functions=SIGMA,
    final=("tanh",),
    min_lines=4,
)
SOFTPLUS = Task(
    name="the derivative of softplus",
    definition="log(1 + exp(x))",
    functions=SIGMA,
    final=("sigma",),
    min_lines=3,
)
ARCTAN = Task(
    name="the derivative of arctan",
    definition="atan(x)",
    functions=SIGMA,
    final=(),
    final_variable=True,
    min_lines=3,
)


def lines_of(student, constant, key):
    """Return one derivation as the student gave it."""
    found = student.value(constant)
    if not isinstance(found, dict):
        pytest.fail(f"{constant} is {describe(found)}; it should be a dict", pytrace=False)
    if found.get(key) is None:
        pytest.fail(f"{constant}['{key}'] is not there yet", pytrace=False)
    return found[key]


def follow(student, mathematics, task, constant, key):
    """Require that each line equals the line before, and show the lines back."""
    report = mathematics.judge(task, lines_of(student, constant, key))
    student.exhibit(report.exhibit)
    report.equality.require(student)


def begin(student, mathematics, task, constant, key):
    """Require that line 1 is D of the function and that some line takes the derivative rightly."""
    report = mathematics.judge(task, lines_of(student, constant, key))
    report.first_line.require(student)
    report.derivative_removed.require(student)


def end(student, mathematics, task, constant, key):
    """Require that the last line is the derivative in the form that was asked for."""
    report = mathematics.judge(task, lines_of(student, constant, key))
    report.final_form.require(student)
    report.answer.require(student)


def steps(student, mathematics, task, constant, key):
    """Require that the steps are shown."""
    mathematics.judge(task, lines_of(student, constant, key)).steps_shown.require(student)


@pytest.mark.check("q3_tanh", weight=3)
def test_quotient_lines_follow(student, mathematics):
    """Derivation of tanh by the quotient rule: each line equals the line before it."""
    follow(student, mathematics, QUOTIENT, "TANH", "quotient")


@pytest.mark.check("q3_tanh", weight=2)
def test_quotient_is_differentiated(student, mathematics):
    """Derivation of tanh by the quotient rule: line 1 is D of the quotient, and some line takes D rightly."""
    begin(student, mathematics, QUOTIENT, "TANH", "quotient")


@pytest.mark.check("q3_tanh", weight=2)
def test_quotient_last_line(student, mathematics):
    """Derivation of tanh by the quotient rule: the last line is the derivative, in tanh(...) and numbers."""
    end(student, mathematics, QUOTIENT, "TANH", "quotient")


@pytest.mark.check("q3_tanh")
def test_quotient_steps_shown(student, mathematics):
    """Derivation of tanh by the quotient rule: at least 4 lines, and none repeats the one before it."""
    steps(student, mathematics, QUOTIENT, "TANH", "quotient")


@pytest.mark.check("q3_tanh", weight=3)
def test_sigma_route_lines_follow(student, mathematics):
    """Derivation of tanh through sigma: each line equals the line before it."""
    follow(student, mathematics, THROUGH_SIGMA, "TANH", "sigma")


@pytest.mark.check("q3_tanh", weight=2)
def test_sigma_route_is_differentiated(student, mathematics):
    """Derivation of tanh through sigma: line 1 is D of 2 sigma(2x) - 1, and some line takes D rightly."""
    begin(student, mathematics, THROUGH_SIGMA, "TANH", "sigma")


@pytest.mark.check("q3_tanh", weight=2)
def test_sigma_route_last_line(student, mathematics):
    """Derivation of tanh through sigma: the last line is the derivative, in tanh(...) and numbers alone."""
    end(student, mathematics, THROUGH_SIGMA, "TANH", "sigma")


@pytest.mark.check("q3_tanh")
def test_sigma_route_steps_shown(student, mathematics):
    """Derivation of tanh through sigma: at least 4 lines, and none repeats the one before it."""
    steps(student, mathematics, THROUGH_SIGMA, "TANH", "sigma")


@pytest.mark.check("q3_more", weight=3)
def test_softplus_lines_follow(student, mathematics):
    """Derivation of softplus: each line equals the line before it."""
    follow(student, mathematics, SOFTPLUS, "MORE", "softplus")


@pytest.mark.check("q3_more", weight=2)
def test_softplus_is_differentiated(student, mathematics):
    """Derivation of softplus: line 1 is D of log(1 + exp(x)), and some line takes D rightly."""
    begin(student, mathematics, SOFTPLUS, "MORE", "softplus")


@pytest.mark.check("q3_more", weight=2)
def test_softplus_last_line(student, mathematics):
    """Derivation of softplus: the last line is the derivative, in sigma(...) and numbers alone."""
    end(student, mathematics, SOFTPLUS, "MORE", "softplus")


@pytest.mark.check("q3_more")
def test_softplus_steps_shown(student, mathematics):
    """Derivation of softplus: at least 3 lines, and none repeats the one before it."""
    steps(student, mathematics, SOFTPLUS, "MORE", "softplus")


@pytest.mark.check("q3_more", weight=3)
def test_arctan_lines_follow(student, mathematics):
    """Derivation of arctan: each line equals the line before it."""
    follow(student, mathematics, ARCTAN, "MORE", "arctan")


@pytest.mark.check("q3_more", weight=2)
def test_arctan_is_differentiated(student, mathematics):
    """Derivation of arctan: line 1 is D of atan(x), and some line takes D rightly."""
    begin(student, mathematics, ARCTAN, "MORE", "arctan")


@pytest.mark.check("q3_more", weight=2)
def test_arctan_last_line(student, mathematics):
    """Derivation of arctan: the last line is the derivative, in x and numbers alone."""
    end(student, mathematics, ARCTAN, "MORE", "arctan")


@pytest.mark.check("q3_more")
def test_arctan_steps_shown(student, mathematics):
    """Derivation of arctan: at least 3 lines, and none repeats the one before it."""
    steps(student, mathematics, ARCTAN, "MORE", "arctan")
