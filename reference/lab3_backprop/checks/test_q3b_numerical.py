"""Q3: centred differences. The functions are polynomials, whose slopes are known, and one sum of sines."""

import numpy as np
import pytest

from autograder.checks import Formula, floats

QUADRATIC = Formula("3 * w[0] ** 2 - w[0] * w[1] + 5 * w[1] - 7", "w")
TABLE = Formula("w[0, 0] ** 2 + 2 * w[0, 1] * w[1, 2] - w[1, 0] + 4 * w[1, 1] ** 2 + w[0, 2]", "w")
WAVES = Formula("sum(sin(array(w) * array([1.0, 2.0, 3.0])))", "w")
DEEP = Formula("w[0, 0, 0] * w[1, 0, 1] + w[0, 1, 0] ** 2", "w")


def gradient_of(student, formula, w, *step):
    """Ask for a gradient, in w's shape."""
    return floats(student.numerical_gradient(formula, w, *step), shape=np.shape(w), what="the gradient")


@pytest.mark.check("q3_numerical", weight=2)
def test_differences_are_exact_for_quadratics(student):
    """For polynomials of degree 2 the gradient is exact up to rounding, whether h is 1e-4 or 1/2."""
    w = np.array([2.0, -3.0])
    for h in (1e-4, 0.5):
        assert np.allclose(gradient_of(student, QUADRATIC, w, h), [15.0, 3.0], rtol=0, atol=1e-6)


@pytest.mark.check("q3_numerical", weight=2)
def test_differences_of_curved_functions(student):
    """For other functions the gradient with the default h is right to 1e-7."""
    w = np.array([0.3, -1.1, 2.0])
    truth = np.array([1, 2, 3]) * np.cos(w * [1, 2, 3])
    assert np.allclose(gradient_of(student, WAVES, w), truth, rtol=0, atol=1e-7)


@pytest.mark.check("q3_numerical", weight=1)
def test_differences_keep_the_shape(student):
    """The gradient has w's shape, also where w is a matrix or has three axes, and w may be whole numbers."""
    w = np.array([[1.0, -2.0, 0.5], [3.0, 0.25, 4.0]])
    truth = [[2.0, 8.0, 1.0], [-1.0, 2.0, -4.0]]
    assert np.allclose(gradient_of(student, TABLE, w), truth, rtol=0, atol=1e-7)
    whole = gradient_of(student, TABLE, np.array([[1, -2, 0], [3, 1, 4]]))
    assert np.allclose(whole, [[2, 8, 1], [-1, 8, -4]], rtol=0, atol=1e-7)
    cube = np.arange(8.0).reshape(2, 2, 2)
    truth = np.zeros((2, 2, 2))
    truth[0, 0, 0], truth[1, 0, 1], truth[0, 1, 0] = 5.0, 0.0, 4.0
    assert np.allclose(gradient_of(student, DEEP, cube), truth, rtol=0, atol=1e-7)


@pytest.mark.check("q3_numerical", weight=1)
def test_differences_leave_w_alone(student):
    """numerical_gradient leaves w as it was; rounding does not count."""
    w = np.array([0.1, 0.7])
    reply = student.numerical_gradient.reply(QUADRATIC, w.copy(), 1e-3)
    floats(reply.value, shape=(2,), what="the gradient")
    if not np.allclose(floats(reply.args[1], what="w after the call"), w, rtol=0, atol=1e-9):
        student.mistake("q3_numerical_changes_w")
