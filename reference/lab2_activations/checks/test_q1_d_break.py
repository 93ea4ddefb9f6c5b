"""Q1: inputs on which plausible functions fail. They are run here, on trusted copies."""

import mpmath
import numpy as np
import pytest

from autograder.checks import describe, items, number


def answer_of(student, key):
    """Return one answer of BREAK."""
    answer = student.value("BREAK")
    if not isinstance(answer, dict):
        pytest.fail(f"BREAK is {describe(answer)}; it should be a dict", pytrace=False)
    if answer.get(key) is None:
        pytest.fail(f"BREAK['{key}'] is not there yet", pytrace=False)
    return answer[key]


def finite(value, what):
    """Return one finite number."""
    found = number(value, what)
    if not np.isfinite(found):
        pytest.fail(f"{what} is {describe(value)}; it should be a finite number", pytrace=False)
    return found


def softplus_naive(x):
    """Take the formula as it stands."""
    with np.errstate(all="ignore"):
        return float(np.log(1 + np.exp(np.float64(x))))


def elu_by_masks(x, alpha=1.0):
    """Add both branches up, each times 0 or 1."""
    with np.errstate(all="ignore"):
        x = np.float64(x)
        return float((x >= 0) * x + (x < 0) * alpha * (np.exp(x) - 1))


@pytest.mark.check("q1_break")
def test_break_max_is_prelu(student):
    """BREAK['max is prelu'] is a pair (alpha, x) for which max(alpha x, x) is not PReLU."""
    what = "BREAK['max is prelu']"
    alpha, x = (finite(part, what) for part in items(answer_of(student, "max is prelu"), 2, what))
    wrong, right = max(alpha * x, x), alpha * x if x < 0 else x
    if not abs(wrong - right) > 1e-9:
        pytest.fail(f"for {what} max(alpha x, x) is {wrong:g}, and so is PReLU", pytrace=False)


@pytest.mark.check("q1_break")
def test_break_log_of_exp(student):
    """BREAK['log of exp'] is a finite x for which log(1 + exp(x)) is not a finite number."""
    x = finite(answer_of(student, "log of exp"), "BREAK['log of exp']")
    if np.isfinite(softplus_naive(x)):
        pytest.fail(f"for BREAK['log of exp'] that function gives {softplus_naive(x):g}", pytrace=False)


@pytest.mark.check("q1_break")
def test_break_masks(student):
    """BREAK['masks'] is a finite x for which elu_by_masks is not a number."""
    x = finite(answer_of(student, "masks"), "BREAK['masks']")
    if not np.isnan(elu_by_masks(x)):
        pytest.fail(f"for BREAK['masks'] that function gives {elu_by_masks(x):g}", pytrace=False)


@pytest.mark.check("q1_break")
def test_break_lost(student):
    """BREAK['lost'] is an x of at least -700 for which log(1 + exp(x)) is exactly 0, and softplus is not."""
    x = finite(answer_of(student, "lost"), "BREAK['lost']")
    if x < -700:
        pytest.fail("BREAK['lost'] is less than -700", pytrace=False)
    if softplus_naive(x) != 0:
        pytest.fail(f"for BREAK['lost'] that function gives {softplus_naive(x):g}, not 0", pytrace=False)
    assert mpmath.log1p(mpmath.exp(x)) > 0


@pytest.mark.check("q1_break")
def test_break_corner(student):
    """BREAK['corner'] is the alpha for which the slope of ELU rises by 0.25 as x passes 0."""
    alpha = finite(answer_of(student, "corner"), "BREAK['corner']")
    if abs(alpha - 1.25) <= 1e-6:
        student.mistake("q1_break_corner_falls")
    if abs(1 - alpha - 0.25) > 1e-6:
        pytest.fail(f"for alpha = {alpha:g} the slope changes by {1 - alpha:g} at 0", pytrace=False)
