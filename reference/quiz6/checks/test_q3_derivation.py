"""Q3: two derivations, judged line by line as mathematics."""

import pytest

from autograder.checks import DerivationChecks, Task

SIGMA_DEFINITION = "1/(1 + exp(-x))"
SIGMA = DerivationChecks(
    Task(
        name="the derivative of sigma",
        definition=SIGMA_DEFINITION,
        functions={"sigma": SIGMA_DEFINITION},
        final=("sigma",),
        min_lines=5,
    ),
    "DERIVATIONS",
    "sigma",
)
LOG_SIGMA = DerivationChecks(
    Task(
        name="the derivative of log(sigma(x))",
        definition="log(sigma(x))",
        functions={"sigma": SIGMA_DEFINITION},
        final=("sigma",),
        min_lines=3,
    ),
    "DERIVATIONS",
    "log sigma",
)


@pytest.mark.check("q3_derivation", weight=4)
def test_sigma_lines_follow(student, mathematics):
    """Derivation of sigma: each line equals the line before it."""
    SIGMA.lines_follow(student, mathematics)


@pytest.mark.check("q3_derivation", weight=1)
def test_sigma_first_line(student, mathematics):
    """Derivation of sigma: line 1 is D of the definition."""
    SIGMA.first_line(student, mathematics)


@pytest.mark.check("q3_derivation", weight=2)
def test_sigma_is_differentiated(student, mathematics):
    """Derivation of sigma: some line takes the derivative, so that D is gone, and takes it rightly."""
    SIGMA.differentiated(student, mathematics)


@pytest.mark.check("q3_derivation", weight=3)
def test_sigma_last_line(student, mathematics):
    """Derivation of sigma: the last line is the derivative, in any form of sigma(...) and numbers."""
    SIGMA.last_line(student, mathematics)


@pytest.mark.check("q3_derivation", weight=1)
def test_sigma_steps_shown(student, mathematics):
    """Derivation of sigma: at least 5 lines show the steps, and no line repeats the one before it."""
    SIGMA.steps_shown(student, mathematics)


@pytest.mark.check("q3_derivation", weight=3)
def test_log_sigma_lines_follow(student, mathematics):
    """Derivation of log(sigma): each line equals the line before it."""
    LOG_SIGMA.lines_follow(student, mathematics)


@pytest.mark.check("q3_derivation", weight=1)
def test_log_sigma_first_line(student, mathematics):
    """Derivation of log(sigma): line 1 is D of the function."""
    LOG_SIGMA.first_line(student, mathematics)


@pytest.mark.check("q3_derivation", weight=2)
def test_log_sigma_is_differentiated(student, mathematics):
    """Derivation of log(sigma): some line takes the derivative, so that D is gone, and takes it rightly."""
    LOG_SIGMA.differentiated(student, mathematics)


@pytest.mark.check("q3_derivation", weight=2)
def test_log_sigma_last_line(student, mathematics):
    """Derivation of log(sigma): the last line is the derivative, in any form of sigma(...) and numbers."""
    LOG_SIGMA.last_line(student, mathematics)


@pytest.mark.check("q3_derivation", weight=1)
def test_log_sigma_steps_shown(student, mathematics):
    """Derivation of log(sigma): at least 3 lines show the steps, and no line repeats the one before it."""
    LOG_SIGMA.steps_shown(student, mathematics)
