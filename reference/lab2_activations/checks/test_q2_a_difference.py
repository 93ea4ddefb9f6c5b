"""Q2: the centred difference."""

import mpmath
import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import Formula, explored, floats, vector


@pytest.mark.check("q2_difference", weight=2)
def test_difference_of_a_parabola(student):
    """For x² the centred difference is 2x, whatever the step."""
    x = np.array([-3.0, 0.0, 0.5, 4.0])
    for h in (1.0, 0.25, 1e-3):
        found = vector(student.centred_difference(Formula("x ** 2", "x"), x, h), 4)
        assert np.allclose(found, 2 * x, rtol=0, atol=1e-5)


@pytest.mark.check("q2_difference", weight=2, independent=True)
@explored(
    x=st.lists(st.integers(-6, 6).map(float), min_size=1, max_size=3), h=st.sampled_from((0.5, 1.0, 2.0))
)
def test_difference_of_a_cubic(student, x, h):
    """For x³ the centred difference is 3x² + h²: its error falls with the square of the step."""
    x = np.array(x)
    found = vector(student.centred_difference(Formula("x ** 3", "x"), x, h), x.size)
    assert np.allclose(found, 3 * x**2 + h**2, rtol=2e-6, atol=2e-6)


@pytest.mark.check("q2_difference")
def test_difference_of_any_function(student):
    """The centred difference works for any function that takes arrays, with the step it is given."""
    x = np.array([-1.0, 0.3, 2.0])
    with mpmath.workdps(40):
        chord = [float(mpmath.sinh(mpmath.mpf("0.1")) / mpmath.mpf("0.1") * mpmath.exp(t)) for t in x]
    found = vector(student.centred_difference(Formula("exp(x)", "x"), x, 0.1), 3)
    assert np.allclose(found, chord, rtol=2e-6, atol=0)
    found = vector(student.centred_difference(Formula("abs(x)", "x"), np.zeros(2), 0.25), 2)
    assert np.allclose(found, 0, rtol=0, atol=1e-9)


@pytest.mark.check("q2_difference")
def test_difference_leaves_the_input_alone(student):
    """centred_difference does not change x."""
    x = np.array([-1.0, 0.5, 2.0])
    reply = student.centred_difference.reply(Formula("3 * x", "x"), x.copy(), 0.5)
    vector(reply.value, 3)
    if not np.array_equal(floats(reply.args[1], what="the input after the call"), x):
        student.mistake("q2_difference_changes_input")
