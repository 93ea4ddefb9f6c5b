"""Q3: what batch normalisation does for the slopes, and batches on which three versions fail."""

import numpy as np
import pytest

from autograder.checks import describe, floats, vector

EPS = 1e-5
LARGEST = 1000
GAP = 1e-3
CASES = (((4, 2), 6.0, 1.0, 0.1), ((5, 3), -2.0, 8.0, 2.0), ((3, 1), 0.0, 0.1, 0.01))


def norm_without_epsilon(x):
    """Divide by the root of the variance as it is."""
    return (x - np.mean(x, axis=0)) / np.sqrt(np.var(x, axis=0))


def norm_by_one_mean(x):
    """Subtract one mean, of all entries, from every feature."""
    return (x - np.mean(x)) / np.sqrt(np.var(x, axis=0) + EPS)


def norm_epsilon_outside(x):
    """Add epsilon to the root, not under it."""
    return (x - np.mean(x, axis=0)) / (np.sqrt(np.var(x, axis=0)) + EPS)


def truth(x):
    """Return the batch normalised, with gamma 1 and beta 0."""
    return (x - np.mean(x, axis=0)) / np.sqrt(np.var(x, axis=0) + EPS)


def require_failure(student, key, function):
    """Require a finite batch on which a function is not batch normalisation."""
    answer = student.value("BREAK")
    if not isinstance(answer, dict):
        pytest.fail(f"BREAK is {describe(answer)}; it should be a dict", pytrace=False)
    if answer.get(key) is None:
        pytest.fail(f"BREAK['{key}'] is not there yet", pytrace=False)
    x = floats(answer[key], what=f"BREAK['{key}']")
    if x.ndim != 2 or x.size == 0 or x.size > LARGEST:
        pytest.fail(
            f"BREAK['{key}'] has shape {x.shape}; it should be a matrix of 1 to {LARGEST} numbers",
            pytrace=False,
        )
    if not np.isfinite(x).all() or np.abs(x).max() > 1e6:
        pytest.fail(f"BREAK['{key}'] holds numbers beyond a million", pytrace=False)
    with np.errstate(all="ignore"):
        wrong, right = function(x), truth(x)
    if np.isfinite(wrong).all() and np.abs(wrong - right).max() <= GAP:
        return x
    return None


@pytest.mark.check("q3_effect", weight=3, given=("batch_norm",), independent=True)
def test_slope_gain(student, given):
    """The answers of slope_gain are the mean sigmoid slope at z and the mean slope at batch_norm(z)."""
    rng = np.random.default_rng(41)
    for shape, centre, spread, eps in CASES:
        z = centre + spread * rng.normal(size=shape)
        gamma, beta = rng.normal(size=shape[1]) + 1.5, rng.normal(size=shape[1])
        normalised = floats(given.batch_norm(z, gamma, beta, eps), shape=shape)
        expected = [np.mean(1 / (2 + np.exp(at) + np.exp(-at))) for at in (z, normalised)]
        value = student.slope_gain(z, gamma, beta, eps)
        found = vector(value, 2, "what slope_gain returns")
        single = getattr(value, "dtype", None) in (np.float32, np.float16)
        assert np.allclose(found, expected, rtol=1e-4 if single else 1e-8, atol=0)
    z, one, zero = np.array([[1.0], [1.01]]), np.ones(1), np.zeros(1)
    told, default = student.slope_gain(z, one, zero, 1e-5), student.slope_gain(z, one, zero)
    assert np.allclose(vector(default, 2, "what slope_gain returns"), vector(told, 2), rtol=1e-4, atol=0)


@pytest.mark.check("q3_effect")
def test_break_no_epsilon(student):
    """BREAK['no epsilon'] is a batch on which norm_without_epsilon fails."""
    x = require_failure(student, "no epsilon", norm_without_epsilon)
    if x is not None:
        if np.ptp(x, axis=0).min() > 0:
            student.mistake("q3_effect_break_varies")
        pytest.fail("on BREAK['no epsilon'] that function is right", pytrace=False)


@pytest.mark.check("q3_effect")
def test_break_one_mean(student):
    """BREAK['one mean'] is a batch on which norm_by_one_mean fails."""
    x = require_failure(student, "one mean", norm_by_one_mean)
    if x is not None:
        if x.shape[1] == 1:
            student.mistake("q3_effect_break_one_feature")
        pytest.fail("on BREAK['one mean'] that function is right", pytrace=False)


@pytest.mark.check("q3_effect")
def test_break_epsilon_outside(student):
    """BREAK['epsilon outside'] is a batch on which norm_epsilon_outside fails."""
    x = require_failure(student, "epsilon outside", norm_epsilon_outside)
    if x is not None:
        if np.ptp(x, axis=0).max() == 0:
            student.mistake("q3_effect_break_constant")
        pytest.fail("on BREAK['epsilon outside'] that function is right", pytrace=False)
