"""Q2: clipping by value and by norm."""

import math

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import explored, floats

NUMBER = st.integers(-40, 40).map(lambda n: n / 8)
LIMIT = st.sampled_from([0.5, 1.0, 2.0, 5.0])


def clipped(function, gradient, limit):
    """Return a student's clipped gradient, of the same shape."""
    value = function(np.array(gradient, dtype=float), limit)
    return floats(value, shape=np.shape(gradient), what="the clipped gradient")


@pytest.mark.check("q2_clip", weight=2, independent=True)
@explored(gradient=st.lists(NUMBER, min_size=1, max_size=4), limit=LIMIT)
def test_clip_by_value(student, gradient, limit):
    """clip_by_value keeps entries inside -limit to limit and moves the others to the nearer end."""
    expected = [max(-limit, min(limit, entry)) for entry in gradient]
    assert np.allclose(clipped(student.clip_by_value, gradient, limit), expected, rtol=0, atol=1e-6)


@pytest.mark.check("q2_clip", weight=2, independent=True)
@explored(gradient=st.lists(NUMBER, min_size=1, max_size=4), limit=LIMIT)
def test_clip_by_norm(student, gradient, limit):
    """clip_by_norm shortens a longer gradient to the limit, keeps its direction, and leaves a shorter one."""
    share = min(1.0, limit / max(math.hypot(*gradient), 1e-300))
    expected = [share * entry for entry in gradient]
    assert np.allclose(clipped(student.clip_by_norm, gradient, limit), expected, rtol=0, atol=1e-6)


@pytest.mark.check("q2_clip", weight=1)
def test_clipping_of_matrices(student):
    """A matrix keeps its shape and is clipped as a whole: one norm, of all its entries."""
    matrix = np.array([[3.0, 0.0, 0.0], [0.0, -4.0, 12.0]])
    assert np.allclose(clipped(student.clip_by_norm, matrix, 6.5), matrix / 2, rtol=0, atol=1e-6)
    assert np.allclose(clipped(student.clip_by_norm, matrix, 14.0), matrix, rtol=0, atol=1e-6)
    expected = [[3, 0, 0], [0, -3.5, 3.5]]
    assert np.allclose(clipped(student.clip_by_value, matrix, 3.5), expected, rtol=0, atol=1e-6)


@pytest.mark.check("q2_clip", weight=1, independent=True)
def test_clipping_does_not_help_a_small_gradient(student):
    """A gradient that has vanished, and one of zeros, come out of both as they went in."""
    for gradient in ([3e-9, -4e-9], [0.0, 0.0, 0.0]):
        for function in (student.clip_by_value, student.clip_by_norm):
            assert np.allclose(clipped(function, gradient, 1.0), gradient, rtol=1e-5, atol=0)


@pytest.mark.check("q2_clip", weight=1)
def test_clipping_leaves_the_input_alone(student):
    """clip_by_value and clip_by_norm do not change the gradient they are given."""
    gradient = np.array([[3.0, -4.0], [0.5, 12.0]])
    for function in (student.clip_by_value, student.clip_by_norm):
        reply = function.reply(gradient.copy(), 1.0)
        floats(reply.value, shape=(2, 2), what="the clipped gradient")
        if not np.array_equal(floats(reply.args[0], what="the gradient after the call"), gradient):
            student.mistake("q2_clip_changes_input")
