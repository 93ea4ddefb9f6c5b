"""Q3: batch normalisation in training."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import computed_once, explored, floats

NUMBER = st.integers(-16, 16).map(lambda n: n / 4)
SCALE = st.sampled_from([1.0, 2.0, -0.5])
SHIFT = st.sampled_from([0.0, 1.0, -3.0])


@computed_once
def exact(x, gamma, beta, eps):
    """Return the definition's value, column by column, in exact sums and many digits."""
    columns = []
    for column, scale, shift in zip(np.transpose(x).tolist(), gamma, beta, strict=True):
        entries = [Fraction(entry) for entry in column]
        mean = sum(entries) / len(entries)
        variance = sum((entry - mean) ** 2 for entry in entries) / len(entries) + Fraction(eps)
        with mpmath.workdps(40):
            root = mpmath.sqrt(mpmath.mpf(variance.numerator) / variance.denominator)
            centred = [mpmath.mpf((entry - mean).numerator) / (entry - mean).denominator for entry in entries]
            columns.append([float(scale * entry / root + shift) for entry in centred])
    return np.array(columns).T


def near(value, expected, tolerance=1e-8):
    """Assert that a value is the expected one; float32 is allowed larger errors."""
    if getattr(value, "dtype", None) in (np.float32, np.float16):
        tolerance = max(tolerance, 1e-4)
    found = floats(value, shape=np.shape(expected), what="what batch_norm returns")
    assert np.allclose(found, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.check("q3_forward", weight=2, independent=True)
@explored(column=st.lists(NUMBER, min_size=2, max_size=5), gamma=SCALE, beta=SHIFT)
def test_one_feature(student, column, gamma, beta):
    """One feature is normalised by its own mean and variance (divided by N), scaled, and shifted."""
    x = np.array(column)[:, None]
    value = student.batch_norm(x, np.array([gamma]), np.array([beta]), 0.25)
    near(value, exact(x, [gamma], [beta], 0.25))


@pytest.mark.check("q3_forward", weight=2, independent=True)
def test_features_are_separate(student):
    """Each feature has its own mean, variance, gamma and beta, in batches of any shape."""
    rng = np.random.default_rng(31)
    for shape in ((2, 3), (3, 2), (6, 4), (3, 3)):
        x = np.round(rng.normal(size=shape), 3) * 10.0 ** np.arange(shape[1]) + np.arange(shape[1])
        gamma, beta = np.arange(shape[1]) - 1.5, np.arange(shape[1]) * 2.0
        near(student.batch_norm(x, gamma, beta, 0.5), exact(x, gamma, beta, 0.5))
        near(student.batch_norm(x, gamma, beta), exact(x, gamma, beta, 1e-5))


@pytest.mark.check("q3_forward")
def test_a_feature_that_never_varies(student):
    """A feature that is the same in all rows, or a batch of one row, gives beta: epsilon prevents 0/0."""
    gamma, beta = np.array([2.0, 3.0]), np.array([-1.0, 4.0])
    near(student.batch_norm(np.full((3, 2), 0.5), gamma, beta), np.tile(beta, (3, 1)))
    near(student.batch_norm(np.array([[5.0, -7.0]]), gamma, beta), beta[None, :])


@pytest.mark.check("q3_forward")
def test_a_large_mean(student):
    """A column whose mean is 1e8 and whose spread is about 1 is still normalised right."""
    x = 1e8 + np.array([[0.0, 5.0], [1.0, -3.0], [2.0, 0.0], [3.0, 1.0]])
    near(student.batch_norm(x, np.ones(2), np.zeros(2)), exact(x, [1, 1], [0, 0], 1e-5), 1e-5)


@pytest.mark.check("q3_forward")
def test_integers_and_input(student):
    """Whole numbers are no trouble, and batch_norm does not change its input."""
    whole = np.array([[1, 0], [2, 7], [6, -1]])
    near(student.batch_norm(whole, np.ones(2), np.zeros(2)), exact(whole.astype(float), [1, 1], [0, 0], 1e-5))
    x = np.array([[1.5, 0.5], [-2.0, 3.0]])
    reply = student.batch_norm.reply(x.copy(), np.ones(2), np.zeros(2))
    floats(reply.value, shape=x.shape, what="what batch_norm returns")
    if not np.array_equal(floats(reply.args[0], what="the input after the call"), x):
        student.mistake("q3_forward_changes_input")
