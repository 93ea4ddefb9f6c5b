"""Q1: the values of the table's functions."""

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


def tanh(x):
    """Return tanh in the precision of mpmath."""
    return mpmath.tanh(x)


def arctan(x):
    """Return arctan in the precision of mpmath."""
    return mpmath.atan(x)


def softplus(x):
    """Return softplus in the precision of mpmath."""
    return mpmath.log1p(mpmath.exp(x))


def bent(left):
    """Return the function that is left(x) for x < 0 and x from 0 on."""
    return lambda x: left(x) if x < 0 else x


def elu(alpha):
    """Return the exponential linear unit in the precision of mpmath."""
    return bent(lambda x: mpmath.mpf(alpha) * mpmath.expm1(x))


def smooth_rows(student):
    """Return the four smooth functions, each with its truth."""
    return (
        (student.logistic, sigma),
        (student.tanh, tanh),
        (student.arctan, arctan),
        (student.softplus, softplus),
    )


def bent_rows(student):
    """Return the six others, each with its further arguments and its truth."""
    return (
        (student.identity, (), lambda x: x),
        (student.step, (), lambda x: mpmath.mpf(x >= 0)),
        (student.relu, (), bent(lambda x: mpmath.mpf(0))),
        (student.leaky_relu, (), bent(lambda x: x * 0.1)),
        (student.prelu, (0.25,), bent(lambda x: x / 4)),
        (student.elu, (1.5,), elu(1.5)),
    )


def left_alone(student, function, args, name):
    """Require that a call does not change its array."""
    x = np.array([[-1.5, 0.5], [2.0, -3.0]])
    reply = function.reply(x.copy(), *args)
    floats(reply.value, shape=x.shape)
    if not np.array_equal(floats(reply.args[0], what="the input after the call"), x):
        student.mistake(name)


@pytest.mark.check("q1_smooth", weight=2)
def test_logistic_values(student):
    """The values of logistic are right to 1e-12 wherever |x| <= 30."""
    near(student.logistic(POINTS), exact(sigma, POINTS), POINTS)
    near(student.logistic(0.0), 0.5, 0.0)


@pytest.mark.check("q1_smooth", weight=2)
def test_tanh_values(student):
    """The values of tanh are right to 1e-12 wherever |x| <= 30."""
    near(student.tanh(POINTS), exact(tanh, POINTS), POINTS)
    near(student.tanh(0.0), 0.0, 0.0)


@pytest.mark.check("q1_smooth", weight=2)
def test_arctan_values(student):
    """The values of arctan are right to 1e-12 of their size, for any x."""
    near(student.arctan(POINTS), exact(arctan, POINTS), POINTS)
    near(student.arctan(1.0), np.pi / 4, 1.0)


@pytest.mark.check("q1_smooth", weight=2)
def test_softplus_values(student):
    """The values of softplus are right to 1e-12 wherever |x| <= 30."""
    near(student.softplus(POINTS), exact(softplus, POINTS), POINTS)
    near(student.softplus(0.0), np.log(2.0), 0.0)


@pytest.mark.check("q1_smooth", independent=True)
@explored(x=st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=3))
def test_smooth_functions_belong_together(student, x):
    """tanh(x) is 2*logistic(2x) - 1, and softplus(x) - softplus(-x) is x."""
    x = np.array(x)
    double = floats(student.logistic(2 * x), shape=x.shape)
    assert np.allclose(floats(student.tanh(x), shape=x.shape), 2 * double - 1, rtol=0, atol=3e-6)
    right, left = (floats(student.softplus(s * x), shape=x.shape) for s in (1, -1))
    assert np.allclose(right - left, x, rtol=2e-6, atol=3e-6)


@pytest.mark.check("q1_smooth", independent=True)
def test_smooth_values_far_out(student):
    """At large finite |x| the four smooth functions have the right limits, without overflow or nan."""
    for function, truth in smooth_rows(student):
        near(function(FAR), exact(truth, FAR), FAR)


@pytest.mark.check("q1_smooth", independent=True)
def test_smooth_values_of_any_shape(student):
    """The smooth functions take numbers, lists and arrays of any shape and real dtype, and keep the shape."""
    for function, truth in smooth_rows(student):
        for x in SHAPES:
            near(function(x), exact(truth, x), x)
        single = np.array([[0.25], [-4.0]], dtype=np.float32)
        found = floats(function(single), shape=(2, 1)).ravel()
        assert np.allclose(found, exact(truth, single), rtol=2e-6, atol=2e-6)


@pytest.mark.check("q1_smooth", independent=True)
def test_smooth_values_leave_the_input_alone(student):
    """None of the four smooth functions changes its input."""
    for function, _ in smooth_rows(student):
        left_alone(student, function, (), "q1_smooth_changes_input")


@pytest.mark.check("q1_smooth", weight=0.5, bonus=True)
def test_softplus_in_the_tail(student):
    """Bonus: far out on the left softplus is right relative to its own size, to 1e-9."""
    left = np.array([-700.0, -100.0, -40.0])
    assert np.allclose(floats(student.softplus(left), shape=(3,)), exact(softplus, left), rtol=1e-9, atol=0)


@pytest.mark.check("q1_bent")
def test_identity_values(student):
    """The identity gives back x."""
    near(student.identity(POINTS), POINTS, POINTS)


@pytest.mark.check("q1_bent")
def test_step_values(student):
    """The step is 0 for x < 0 and 1 for x >= 0."""
    near(student.step(POINTS), (POINTS >= 0) * 1.0, POINTS)
    near(student.step(0.0), 1.0, 0.0)


@pytest.mark.check("q1_bent")
def test_relu_values(student):
    """ReLU is 0 for x < 0 and x for x >= 0."""
    near(student.relu(POINTS), POINTS * (POINTS > 0), POINTS)


@pytest.mark.check("q1_bent")
def test_leaky_relu_values(student):
    """Leaky ReLU is 0.1 x for x < 0 and x for x >= 0."""
    near(student.leaky_relu(POINTS), exact(bent(lambda x: x * 0.1), POINTS), POINTS)


@pytest.mark.check("q1_bent", weight=2, independent=True)
@explored(x=st.floats(-50, 50, width=32), alpha=st.sampled_from((-0.5, 0.0, 0.25, 1.0, 2.0, 3.5)))
def test_prelu_values(student, x, alpha):
    """PReLU is alpha x for x < 0 and x for x >= 0, for every alpha, also more than 1 or negative."""
    x = np.array([x, -x])
    near(student.prelu(x, alpha), np.array([alpha * t if t < 0 else t for t in x.tolist()]), x)


@pytest.mark.check("q1_bent", weight=2, independent=True)
def test_elu_values(student):
    """ELU is alpha (e^x - 1) for x < 0 and x for x >= 0, right to 1e-12 of its size."""
    for alpha in (0.5, 1.0, 2.0):
        near(student.elu(POINTS, alpha), exact(elu(alpha), POINTS), POINTS)
    near(student.elu(-1.0, alpha=3.0), 3.0 * np.expm1(-1.0), -1.0)


@pytest.mark.check("q1_bent", independent=True)
def test_bent_values_far_out(student):
    """At large finite |x| the six functions are right: no overflow, no nan, on either side."""
    for function, args, truth in bent_rows(student):
        near(function(FAR, *args), exact(truth, FAR), FAR)


@pytest.mark.check("q1_bent", independent=True)
def test_bent_values_of_any_shape(student):
    """The six functions take numbers, lists and arrays of any shape and real dtype, and keep the shape."""
    for function, args, truth in bent_rows(student):
        for x in SHAPES:
            near(function(x, *args), exact(truth, x), x)
        single = np.array([[0.25], [-4.0]], dtype=np.float32)
        found = floats(function(single, *args), shape=(2, 1)).ravel()
        assert np.allclose(found, exact(truth, single), rtol=2e-6, atol=2e-6)


@pytest.mark.check("q1_bent", independent=True)
def test_bent_values_leave_the_input_alone(student):
    """None of the six functions changes its input."""
    for function, args, _ in bent_rows(student):
        left_alone(student, function, args, "q1_bent_changes_input")


@pytest.mark.check("q1_bent", weight=0.5, bonus=True)
def test_elu_just_left_of_zero(student):
    """Bonus: just left of 0, ELU is right relative to its own size, to 1e-9."""
    x = np.array([-1e-5, -1e-10, -3e-15])
    assert np.allclose(floats(student.elu(x, 2.0), shape=(3,)), exact(elu(2.0), x), rtol=1e-9, atol=0)
