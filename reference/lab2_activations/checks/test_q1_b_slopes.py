"""Q1: the derivatives of the table's functions."""

import mpmath
import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import computed_once, explored, floats, number

POINTS = np.array([-30.0, -17.25, -5.0, -2.0, -1.0, -0.3, -1e-3, 0.0, 0.5, 1.0, 2.5, 3.0, 9.0, 24.5, 30.0])
FAR = np.array([-1e6, -1000.0, -750.0, 750.0, 1000.0, 1e6])
SHAPES = (
    3,
    [1, -2, 4],
    [[0.5, -1.0], [2.0, -4.0]],
    np.array([[1, -2, 3], [2, 5, -4]]),
    np.array(-1.5),
    np.linspace(-3, 3, 8).reshape(2, 2, 2),
)


@computed_once
def exact(function, points):
    """Evaluate an mpmath function at each point in 60 digits; mpmath does not overflow far out."""
    with mpmath.workdps(60):
        return np.array([float(function(mpmath.mpf(float(p)))) for p in np.ravel(points)])


def tolerance(value):
    """Return the error that is allowed: more for an answer in float32 or less."""
    dtype = getattr(value, "dtype", None)
    return 1e-12 if dtype is None or dtype.itemsize > 4 or dtype.kind != "f" else 1e-6


def near(value, truth, x):
    """Assert that a value has the shape of x and is the truth, absolutely or relative to its size."""
    shape = np.shape(x)
    found = floats(value, shape=shape) if shape else np.array(number(value))
    allowed = tolerance(value)
    assert np.allclose(found, np.reshape(truth, shape), rtol=allowed, atol=allowed)


def sigma(x):
    """Return sigma in the precision of mpmath."""
    return 1 / (1 + mpmath.exp(-x))


def smooth_rows(student, given):
    """Return the four smooth slopes: the truth, and what follows from the earlier functions."""
    return (
        (student.logistic_slope, lambda x: sigma(x) * sigma(-x), lambda x: of_value(given.logistic(x))),
        (student.tanh_slope, lambda x: 1 / mpmath.cosh(x) ** 2, lambda x: 1 - given.tanh(x) ** 2),
        (student.arctan_slope, lambda x: 1 / (1 + x * x), None),
        (student.softplus_slope, sigma, given.logistic),
    )


def of_value(value):
    """Return the slope of sigma by its value."""
    return value * (1 - value)


def split(left):
    """Return the slope that is left(x) for x < 0 and 1 from 0 on."""
    return lambda x: left(x) if x < 0 else mpmath.mpf(1)


def bent_rows(student, given):
    """Return the six other slopes: further arguments, the truth, and what follows from earlier functions."""
    return (
        (student.identity_slope, (), lambda x: mpmath.mpf(1), None),
        (student.step_slope, (), lambda x: mpmath.mpf(0), None),
        (student.relu_slope, (), split(lambda x: mpmath.mpf(0)), None),
        (student.leaky_relu_slope, (), split(lambda x: mpmath.mpf(0.1)), None),
        (student.prelu_slope, (0.25,), split(lambda x: mpmath.mpf(0.25)), None),
        (
            student.elu_slope,
            (1.5,),
            split(lambda x: 1.5 * mpmath.exp(x)),
            lambda x: np.where(x < 0, given.elu(x, 1.5) + 1.5, 1.0),
        ),
    )


def follows(value, truth, own, x, loose=0.0):
    """Assert that a value has the shape of x and is the truth, or what follows from an earlier answer."""
    shape = np.shape(x)
    found = floats(value, shape=shape).ravel() if shape else np.array([number(value)])
    allowed = max(tolerance(value), loose)
    flat = np.ravel(np.array(x, dtype=float))
    for wanted in [exact(truth, flat)] if own is None else [exact(truth, flat), own(flat)]:
        if np.allclose(found, wanted, rtol=allowed, atol=allowed):
            return
    raise AssertionError


def left_alone(student, function, args, name):
    """Require that a call does not change its array."""
    x = np.array([[-1.5, 0.5], [2.0, -3.0]])
    reply = function.reply(x.copy(), *args)
    floats(reply.value, shape=x.shape)
    if not np.array_equal(floats(reply.args[0], what="the input after the call"), x):
        student.mistake(name)


@pytest.mark.check("q1_smooth_slope", weight=2, given=("logistic",))
def test_logistic_slopes(student, given):
    """logistic_slope is right to 1e-12; its argument is not activated beforehand."""
    value = floats(given.logistic(POINTS), shape=POINTS.shape)
    near(student.logistic_slope(POINTS), value * (1 - value), POINTS)


@pytest.mark.check("q1_smooth_slope", weight=2, given=("tanh",))
def test_tanh_slopes(student, given):
    """tanh_slope is right to 1e-12; its argument is not activated beforehand."""
    value = floats(given.tanh(POINTS), shape=POINTS.shape)
    near(student.tanh_slope(POINTS), 1 - value**2, POINTS)


@pytest.mark.check("q1_smooth_slope", weight=2)
def test_arctan_slopes(student):
    """arctan_slope is right to 1e-12."""
    near(student.arctan_slope(POINTS), exact(lambda x: 1 / (1 + x * x), POINTS), POINTS)


@pytest.mark.check("q1_smooth_slope", weight=2, given=("logistic",))
def test_softplus_slopes(student, given):
    """softplus_slope is right to 1e-12."""
    near(student.softplus_slope(POINTS), floats(given.logistic(POINTS), shape=POINTS.shape), POINTS)


@pytest.mark.check("q1_smooth_slope", given=("logistic", "tanh"), independent=True)
@explored(x=st.floats(-20, 20, width=32))
def test_smooth_slopes_are_slopes(student, given, x):
    """Each smooth slope is how steeply the function rises there, whichever way one measures it."""
    at = np.array([x])
    for function, truth, own in smooth_rows(student, given):
        follows(function(at), truth, own, at, loose=2e-6)


@pytest.mark.check("q1_smooth_slope", given=("logistic", "tanh"), independent=True)
def test_smooth_slopes_far_out(student, given):
    """At large finite |x| the smooth slopes have the right limits, 0 or 1: no overflow, no nan."""
    for function, truth, own in smooth_rows(student, given):
        follows(function(FAR), truth, own, FAR)


@pytest.mark.check("q1_smooth_slope", given=("logistic", "tanh"), independent=True)
def test_smooth_slopes_of_any_shape(student, given):
    """The smooth slopes take numbers, lists and arrays of any shape and real dtype, and keep the shape."""
    for function, truth, own in smooth_rows(student, given):
        for x in SHAPES:
            follows(function(x), truth, own, x)
        single = np.array([[0.25], [-4.0]], dtype=np.float32)
        follows(function(single), truth, own, single, loose=2e-6)


@pytest.mark.check("q1_smooth_slope", independent=True)
def test_smooth_slopes_leave_the_input_alone(student):
    """None of the four smooth slopes changes its input."""
    for function in (
        student.logistic_slope,
        student.tanh_slope,
        student.arctan_slope,
        student.softplus_slope,
    ):
        left_alone(student, function, (), "q1_smooth_slope_changes_input")


@pytest.mark.check("q1_bent_slope")
def test_identity_slopes(student):
    """The slope of the identity is 1 for every entry of x."""
    near(student.identity_slope(POINTS), np.ones(POINTS.size), POINTS)


@pytest.mark.check("q1_bent_slope")
def test_step_slopes(student):
    """The slope of the step is 0 wherever x is not 0."""
    away = POINTS[POINTS != 0]
    near(student.step_slope(away), np.zeros(away.size), away)


@pytest.mark.check("q1_bent_slope")
def test_relu_slopes(student):
    """The slope of ReLU is 0 for x < 0 and 1 for x > 0, and 1 at 0 by the table."""
    near(student.relu_slope(POINTS), (POINTS >= 0) * 1.0, POINTS)
    near(student.relu_slope(0.0), 1.0, 0.0)


@pytest.mark.check("q1_bent_slope")
def test_leaky_relu_slopes(student):
    """The slope of leaky ReLU is 0.1 for x < 0 and 1 for x >= 0."""
    near(student.leaky_relu_slope(POINTS), np.array([0.1 if x < 0 else 1.0 for x in POINTS]), POINTS)


@pytest.mark.check("q1_bent_slope", independent=True)
@explored(x=st.floats(-50, 50, width=32), alpha=st.sampled_from((-0.5, 0.0, 0.25, 2.0, 3.5)))
def test_prelu_slopes(student, x, alpha):
    """The slope of PReLU is alpha for x < 0 and 1 for x >= 0."""
    x = np.array([x, -x])
    near(student.prelu_slope(x, alpha), np.array([alpha if t < 0 else 1.0 for t in x.tolist()]), x)


@pytest.mark.check("q1_bent_slope", weight=3, given=("elu",))
def test_elu_slopes(student, given):
    """The slope of ELU is f(x) + alpha for x < 0 and 1 for x >= 0; f is taken at x, once."""
    for alpha in (0.5, 1.0, 2.0):
        value = floats(given.elu(POINTS, alpha), shape=POINTS.shape)
        near(student.elu_slope(POINTS, alpha), np.where(POINTS < 0, value + alpha, 1.0), POINTS)


@pytest.mark.check("q1_bent_slope", given=("elu",), independent=True)
def test_bent_slopes_far_out(student, given):
    """At large finite |x| the six slopes are right: no overflow, no nan, on either side."""
    for function, args, truth, own in bent_rows(student, given):
        follows(function(FAR, *args), truth, own, FAR)


@pytest.mark.check("q1_bent_slope", given=("elu",), independent=True)
def test_bent_slopes_of_any_shape(student, given):
    """The six slopes take numbers, lists and arrays of any shape and real dtype, and keep the shape."""
    for function, args, truth, own in bent_rows(student, given):
        for x in SHAPES:
            follows(function(x, *args), truth, own, x)
        single = np.array([[0.25], [-4.0]], dtype=np.float32)
        follows(function(single, *args), truth, own, single, loose=2e-6)


@pytest.mark.check("q1_bent_slope", independent=True)
def test_bent_slopes_leave_the_input_alone(student):
    """None of the six slopes changes its input."""
    for function, args in (
        (student.identity_slope, ()),
        (student.step_slope, ()),
        (student.relu_slope, ()),
        (student.leaky_relu_slope, ()),
        (student.prelu_slope, (0.25,)),
        (student.elu_slope, (1.5,)),
    ):
        left_alone(student, function, args, "q1_bent_slope_changes_input")
