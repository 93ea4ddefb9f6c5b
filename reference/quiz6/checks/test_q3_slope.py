"""Q3: the derivatives of sigmoid and tanh."""

import mpmath
import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import computed_once, explored, floats, in_single_precision, number

POINTS = np.array([-30.0, -17.25, -5.0, -2.0, -1.0, -0.3, -1e-3, 0.0, 0.5, 1.0, 2.5, 3.0, 9.0, 24.5, 30.0])
FAR = np.array([-1e308, -1000.0, -750.0, 750.0, 1000.0, 1e308])


@computed_once
def exact(function, points):
    """Evaluate an mpmath function in 700 digits, for cancellation far out costs hundreds of them."""
    with mpmath.workdps(700):
        return np.array([float(function(mpmath.mpf(float(p)))) for p in np.ravel(points)])


def sigma_slope(x):
    """Return the slope of sigma in the precision of mpmath."""
    return mpmath.exp(-x) / (1 + mpmath.exp(-x)) ** 2


def tanh_slope(x):
    """Return the slope of tanh in the precision of mpmath."""
    return 1 / mpmath.cosh(x) ** 2


def tolerance(value):
    """Return the absolute error that is allowed: more for an answer computed in float32."""
    return 1e-6 if in_single_precision(value) else 1e-12


def near(function, x, truth):
    """Assert that a student's function is the truth at x, in shape and value."""
    value = function(x)
    shape = np.shape(x)
    found = floats(value, shape=shape) if shape else np.array(number(value))
    assert np.allclose(found, np.reshape(truth, shape), rtol=0, atol=tolerance(value))


@pytest.mark.check("q3_slope", weight=5, given=("sigmoid",))
def test_sigmoid_slopes(student, given):
    """sigmoid_derivative is right to 1e-12 wherever |x| <= 30; its argument is not activated beforehand."""
    value = floats(given.sigmoid(POINTS), shape=POINTS.shape)
    near(student.sigmoid_derivative, POINTS, value * (1 - value))
    one = number(given.sigmoid(1.0))
    near(student.sigmoid_derivative, 1.0, one * (1 - one))


@pytest.mark.check("q3_slope", weight=5, given=("tanh",))
def test_tanh_slopes(student, given):
    """tanh_derivative is right to 1e-12 wherever |x| <= 30; its argument is not activated beforehand."""
    value = floats(given.tanh(POINTS), shape=POINTS.shape)
    near(student.tanh_derivative, POINTS, 1 - value**2)
    near(student.tanh_derivative, 1.0, 1 - number(given.tanh(1.0)) ** 2)


@pytest.mark.check("q3_slope", weight=2, independent=True)
@explored(x=st.floats(-30, 30, width=32))
def test_slopes_belong_together(student, x):
    """Both derivatives are even, and that of tanh at x is 4 times that of sigmoid at 2x."""
    slope, mirrored = (number(student.tanh_derivative(s * x)) for s in (1, -1))
    double, mirrored_double = (number(student.sigmoid_derivative(2 * s * x)) for s in (1, -1))
    assert abs(slope - 4 * double) < 1e-5
    assert abs(slope - mirrored) < 4e-6
    assert abs(double - mirrored_double) < 4e-6


@pytest.mark.check("q3_slope", weight=2, independent=True)
def test_slopes_of_any_shape(student):
    """Numbers, lists and arrays of any shape and real dtype keep their shape and give the right slopes."""
    for x in (
        3,
        [0, 1, -2],
        [[0.5, -1.0], [2.0, 4.0]],
        np.array([[1, -2, 3], [0, 5, -4]]),
        np.array(-1.5),
        np.linspace(-3, 3, 8).reshape(2, 2, 2),
    ):
        near(student.sigmoid_derivative, x, exact(sigma_slope, x))
        near(student.tanh_derivative, x, exact(tanh_slope, x))
    single = np.array([[0.25], [-4.0]], dtype=np.float32)
    for function, truth in (
        (student.sigmoid_derivative, sigma_slope),
        (student.tanh_derivative, tanh_slope),
    ):
        found = floats(function(single), shape=(2, 1)).ravel()
        assert np.allclose(found, exact(truth, single), rtol=0, atol=2e-6)


@pytest.mark.check("q3_slope")
def test_slopes_leave_the_input_alone(student):
    """sigmoid_derivative and tanh_derivative do not change their input."""
    x = np.array([[-1.5, 0.5], [2.0, 3.0]])
    for function in (student.sigmoid_derivative, student.tanh_derivative):
        reply = function.reply(x.copy())
        floats(reply.value, shape=x.shape)
        if not np.array_equal(floats(reply.args[0], what="the input after the call"), x):
            student.mistake("q3_slope_changes_input")


@pytest.mark.check("q3_slope")
def test_slopes_far_out(student):
    """At large finite |x|, up to 1e308, both derivatives are 0: no overflow, no nan."""
    near(student.sigmoid_derivative, FAR, np.zeros(FAR.size))
    near(student.tanh_derivative, FAR, np.zeros(FAR.size))


@pytest.mark.check("q3_slope", weight=1, bonus=True)
def test_slopes_in_the_tails(student):
    """Bonus: far out on both sides the derivatives are right relative to their own size, to 1e-9."""
    far = np.array([-700.0, -100.0, -40.0, 40.0, 100.0, 700.0])
    slopes = floats(student.sigmoid_derivative(far), shape=(6,))
    assert np.allclose(slopes, exact(sigma_slope, far), rtol=1e-9, atol=0)
    slopes = floats(student.tanh_derivative(far * 0.4), shape=(6,))
    assert np.allclose(slopes, exact(tanh_slope, far * 0.4), rtol=1e-9, atol=0)
