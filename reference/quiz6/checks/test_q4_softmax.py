"""Q4: softmax of one vector."""

import mpmath
import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import computed_once, explored, floats, in_single_precision, vector

LECTURE = ((5.0, 4.0, 2.0), (4.0, 2.0, 8.0), (4.0, 4.0, 1.0), (2.33, -1.46, 0.56), (20.0, 40.0, 50.0))
ANY_SIZE = st.one_of(st.integers(-800, 800), st.sampled_from((-1e308, 1e308, -1e5, 1e5)))


@computed_once
def exact(z):
    """Return softmax in 60 digits, from the formula itself: mpmath's exponents do not overflow here."""
    with mpmath.workdps(60):
        top = max(mpmath.mpf(float(entry)) for entry in z)
        exps = [mpmath.exp(max(mpmath.mpf(float(entry)) - top, -5000)) for entry in z]
        return np.array([float(e / mpmath.fsum(exps)) for e in exps])


def tolerance(value):
    """Return the absolute error that is allowed: more for an answer computed in float32."""
    return 1e-6 if in_single_precision(value) else 1e-12


def near(value, truth, atol=0.0):
    """Assert that a value is the true vector."""
    found = vector(value, len(truth), "the softmax")
    assert np.allclose(found, truth, rtol=0, atol=max(atol, tolerance(value)))


@pytest.mark.check("q4_softmax", weight=4, independent=True)
def test_softmax_of_the_lecture(student):
    """The softmax of the lecture's five vectors is what the lecture prints, and right to 1e-12."""
    for z in LECTURE:
        near(student.softmax(np.array(z)), exact(z))


@pytest.mark.check("q4_softmax", weight=2, independent=True)
@explored(z=st.lists(st.integers(-30, 30), min_size=1, max_size=5))
def test_softmax_sums_to_one(student, z):
    """Every output of softmax is positive, together they sum to 1, and each is right."""
    value = student.softmax(np.array(z, dtype=float))
    found = vector(value, len(z), "the softmax")
    assert (found > 0).all()
    assert abs(found.sum() - 1) < 10 * tolerance(value)
    assert np.allclose(found, exact(z), rtol=0, atol=tolerance(value))


@pytest.mark.check("q4_softmax", weight=2, independent=True)
@explored(
    z=st.lists(st.integers(-20, 20), min_size=1, max_size=4),
    shift=st.one_of(st.integers(-50, 50), st.sampled_from((-(2**20), -1000, 1000, 2**20))),
)
def test_softmax_ignores_a_shift(student, z, shift):
    """Adding the same number to all inputs of softmax changes nothing."""
    z = np.array(z, dtype=float)
    near(student.softmax(z + shift), exact(z))


@pytest.mark.check("q4_softmax", weight=4, independent=True)
@explored(z=st.lists(ANY_SIZE, min_size=1, max_size=4))
def test_softmax_is_stable(student, z):
    """The softmax is right, without overflow or nan, for any finite numbers, also -1e308 beside 1e308."""
    z = np.array(z, dtype=float)
    near(student.softmax(z), exact(z))


@pytest.mark.check("q4_softmax")
def test_softmax_of_any_length(student):
    """The softmax of a single number is 1, and ten thousand numbers are no harder than three."""
    near(student.softmax(np.array([-3.5])), np.ones(1))
    near(student.softmax(np.zeros(10_000)), np.full(10_000, 1e-4))
    ramp = np.concatenate([np.full(9_999, -2.0), [3.0]])
    weights = np.exp(np.array([-5.0, 0.0]))
    total = 9_999 * weights[0] + weights[1]
    near(student.softmax(ramp), np.where(ramp < 0, weights[0], weights[1]) / total)


@pytest.mark.check("q4_softmax", independent=True)
def test_softmax_of_lists_and_integers(student):
    """Lists, whole numbers and arrays of any real dtype give the same softmax as float64 arrays."""
    truth = exact((5, 4, 2))
    for z in ([5, 4, 2], [5.0, 4.0, 2.0], np.array([5, 4, 2])):
        near(student.softmax(z), truth)
    near(student.softmax(np.array([5, 4, 2], dtype=np.float32)), truth, atol=1e-6)
    near(student.softmax(np.array([5, 4, 2], dtype=np.int8)), truth, atol=1e-2)


@pytest.mark.check("q4_softmax")
def test_softmax_leaves_the_input_alone(student):
    """The input of softmax is not changed."""
    z = np.array([5.0, 4.0, 2.0])
    reply = student.softmax.reply(z.copy())
    vector(reply.value, 3, "the softmax")
    if not np.array_equal(floats(reply.args[0], what="the input after the call"), z):
        student.mistake("q4_softmax_changes_input")
