"""Q3: the values of sigmoid and tanh."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import computed_once, explored, floats, in_single_precision, number

POINTS = np.array([-30.0, -17.25, -5.0, -2.0, -1.0, -0.3, -1e-3, 0.0, 0.5, 1.0, 2.5, 3.0, 9.0, 24.5, 30.0])
FAR = np.array([-1e308, -1000.0, -750.0, 750.0, 1000.0, 1e308])


@computed_once
def exact(function, points):
    """Evaluate an mpmath function in 60 digits."""
    with mpmath.workdps(60):
        return np.array([float(function(mpmath.mpf(float(p)))) for p in np.ravel(points)])


def sigma(x):
    """Return sigma in the precision of mpmath."""
    return 1 / (1 + mpmath.exp(-x))


def tanh(x):
    """Return tanh in the precision of mpmath."""
    return mpmath.tanh(x)


def tolerance(value):
    """Return the absolute error that is allowed: more for an answer computed in float32."""
    return 1e-6 if in_single_precision(value) else 1e-12


def near(function, x, truth, shape=None):
    """Assert that a student's function is the truth at x, in shape and value."""
    value = function(x)
    wanted = np.shape(x) if shape is None else shape
    found = floats(value, shape=wanted) if wanted else np.array(number(value))
    assert np.allclose(found, np.reshape(truth, wanted), rtol=0, atol=tolerance(value))


@pytest.mark.check("q3_value", weight=3, independent=True)
def test_sigmoid_values(student):
    """The values of sigmoid are right to 1e-12 wherever |x| <= 30, for numbers and for arrays."""
    near(student.sigmoid, POINTS, exact(sigma, POINTS))
    for x in (0.0, 2.0, -3.5):
        near(student.sigmoid, x, 1 / (1 + math.exp(-x)))


@pytest.mark.check("q3_value", weight=3, independent=True)
def test_tanh_values(student):
    """The values of tanh are right to 1e-12 wherever |x| <= 30, for numbers and for arrays."""
    near(student.tanh, POINTS, exact(tanh, POINTS))
    for x in (0.0, 2.0, -3.5):
        near(student.tanh, x, math.tanh(x))


@pytest.mark.check("q3_value", weight=2, independent=True)
def test_values_of_single_numbers(student):
    """One number at a time, sigmoid and tanh are right to 1e-12 wherever |x| <= 30."""
    for x in POINTS[::2].tolist():
        near(student.sigmoid, x, exact(sigma, [x]))
        near(student.tanh, x, exact(tanh, [x]))


@pytest.mark.check("q3_value", weight=2, independent=True)
@explored(x=st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=4))
def test_values_are_symmetric(student, x):
    """sigmoid(x) + sigmoid(-x) is 1, tanh(-x) is -tanh(x), and tanh(x) is 2*sigmoid(2x) - 1."""
    x = np.array(x)
    plus, minus = (floats(student.sigmoid(s * x), shape=x.shape) for s in (1, -1))
    right, left = (floats(student.tanh(s * x), shape=x.shape) for s in (1, -1))
    double = floats(student.sigmoid(2 * x), shape=x.shape)
    assert np.allclose(plus + minus, 1, rtol=0, atol=2e-6)
    assert np.allclose(right + left, 0, rtol=0, atol=2e-6)
    assert np.allclose(right, 2 * double - 1, rtol=0, atol=3e-6)


@pytest.mark.check("q3_value", weight=2, independent=True)
def test_values_of_any_shape(student):
    """Numbers, lists and arrays of any shape and real dtype keep their shape and give the right values."""
    for x in (
        3,
        [0, 1, -2],
        [[0.5, -1.0], [2.0, 4.0]],
        np.array([[1, -2, 3], [0, 5, -4]]),
        np.array(-1.5),
        np.linspace(-3, 3, 8).reshape(2, 2, 2),
        np.array([[0.25], [-4.0]], dtype=np.float32),
    ):
        single = getattr(x, "dtype", None) == np.float32
        for function, truth in ((student.sigmoid, sigma), (student.tanh, tanh)):
            if single:
                found = floats(function(x), shape=x.shape)
                assert np.allclose(found.ravel(), exact(truth, x), rtol=0, atol=1e-6)
            else:
                near(function, x, exact(truth, x))


@pytest.mark.check("q3_value")
def test_values_leave_the_input_alone(student):
    """Neither sigmoid nor tanh changes its input."""
    x = np.array([[-1.5, 0.5], [2.0, 3.0]])
    for function in (student.sigmoid, student.tanh):
        reply = function.reply(x.copy())
        floats(reply.value, shape=x.shape)
        if not np.array_equal(floats(reply.args[0], what="the input after the call"), x):
            student.mistake("q3_value_changes_input")


@pytest.mark.check("q3_value")
def test_values_far_out(student):
    """At large finite |x|, up to 1e308, sigmoid is 0 or 1 and tanh is -1 or 1: no overflow, no nan."""
    for function, truth in ((student.sigmoid, (FAR > 0) * 1.0), (student.tanh, np.sign(FAR))):
        near(function, FAR, truth)


@pytest.mark.check("q3_value", weight=1, bonus=True)
def test_values_in_the_tails(student):
    """Bonus: sigmoid far out on the left and tanh near 0 are right relative to their own size, to 1e-9."""
    left = np.array([-700.0, -400.0, -100.0, -40.0])
    assert np.allclose(floats(student.sigmoid(left), shape=(4,)), exact(sigma, left), rtol=1e-9, atol=0)
    small = np.array([-1e-5, 1e-10, 3e-15, 1e-200])
    assert np.allclose(floats(student.tanh(small), shape=(4,)), exact(tanh, small), rtol=1e-9, atol=0)
