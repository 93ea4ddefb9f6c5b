"""Q3: two derivations, judged line by line as mathematics."""

import pytest

from autograder.checks.values import entries
from autograder.mathematics.derivations import Task

SIGMA_DEFINITION = "1/(1 + exp(-x))"
SIGMA = Task(
    name="the derivative of sigma",
    definition=SIGMA_DEFINITION,
    functions={"sigma": SIGMA_DEFINITION},
    final=("sigma",),
    min_lines=5,
)
LOG_SIGMA = Task(
    name="the derivative of log(sigma(x))",
    definition="log(sigma(x))",
    functions={"sigma": SIGMA_DEFINITION},
    final=("sigma",),
    min_lines=3,
)
KEYS = {"sigma": SIGMA, "log sigma": LOG_SIGMA}


def lines_of(student, key):
    """Return one derivation as the student gave it."""
    found = entries(student.value("DERIVATIONS"), "DERIVATIONS")
    if found.get(key) is None:
        pytest.fail(f"DERIVATIONS['{key}'] is not there yet", pytrace=False)
    return found[key]


def report_of(student, mathematics, key):
    """Judge one derivation."""
    return mathematics.judge(KEYS[key], lines_of(student, key))


def require_end(student, mathematics, key):
    """Require that the last line has the form that was asked for and is the derivative."""
    report = report_of(student, mathematics, key)
    report.final_form.require(student)
    report.answer.require(student)


@pytest.mark.check("q3_derivation", weight=4)
def test_sigma_lines_follow(student, mathematics):
    """Derivation of sigma: each line equals the line before it."""
    report = report_of(student, mathematics, "sigma")
    student.exhibit(report.exhibit)
    report.equality.require(student)


@pytest.mark.check("q3_derivation", weight=1)
def test_sigma_first_line(student, mathematics):
    """Derivation of sigma: line 1 is D of the definition."""
    report_of(student, mathematics, "sigma").first_line.require(student)


@pytest.mark.check("q3_derivation", weight=2)
def test_sigma_is_differentiated(student, mathematics):
    """Derivation of sigma: some line takes the derivative, so that D is gone, and takes it rightly."""
    report_of(student, mathematics, "sigma").derivative_removed.require(student)


@pytest.mark.check("q3_derivation", weight=3)
def test_sigma_last_line(student, mathematics):
    """Derivation of sigma: the last line is the derivative, in any form of sigma(...) and numbers."""
    require_end(student, mathematics, "sigma")


@pytest.mark.check("q3_derivation", weight=1)
def test_sigma_steps_shown(student, mathematics):
    """Derivation of sigma: at least 5 lines show the steps, and no line repeats the one before it."""
    report_of(student, mathematics, "sigma").steps_shown.require(student)


@pytest.mark.check("q3_derivation", weight=3)
def test_log_sigma_lines_follow(student, mathematics):
    """Derivation of log(sigma): each line equals the line before it."""
    report = report_of(student, mathematics, "log sigma")
    student.exhibit(report.exhibit)
    report.equality.require(student)


@pytest.mark.check("q3_derivation", weight=1)
def test_log_sigma_first_line(student, mathematics):
    """Derivation of log(sigma): line 1 is D of the function."""
    report_of(student, mathematics, "log sigma").first_line.require(student)


@pytest.mark.check("q3_derivation", weight=2)
def test_log_sigma_is_differentiated(student, mathematics):
    """Derivation of log(sigma): some line takes the derivative, so that D is gone, and takes it rightly."""
    report_of(student, mathematics, "log sigma").derivative_removed.require(student)


@pytest.mark.check("q3_derivation", weight=2)
def test_log_sigma_last_line(student, mathematics):
    """Derivation of log(sigma): the last line is the derivative, in any form of sigma(...) and numbers."""
    require_end(student, mathematics, "log sigma")


@pytest.mark.check("q3_derivation", weight=1)
def test_log_sigma_steps_shown(student, mathematics):
    """Derivation of log(sigma): at least 3 lines show the steps, and no line repeats the one before it."""
    report_of(student, mathematics, "log sigma").steps_shown.require(student)
