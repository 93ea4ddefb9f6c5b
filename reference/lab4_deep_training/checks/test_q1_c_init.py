"""Q1: start weights, and what their scale does to the gradient."""

import numpy as np
import pytest

from autograder.checks import floats, number, vector

SAME = 1e-9


def drawn(student, fan_in, fan_out, seed):
    """Return weights of a layer; name a transposed shape."""
    W = floats(student.initial_weights(fan_in, fan_out, seed), what="what initial_weights returns")
    if W.shape == (fan_out, fan_in) and fan_in != fan_out:
        student.mistake("q1_init_shape")
    if W.shape != (fan_in, fan_out):
        pytest.fail(f"the weights have shape {W.shape}, not ({fan_in}, {fan_out})", pytrace=False)
    if not np.isfinite(W).all():
        pytest.fail("some weights are not finite", pytrace=False)
    return W


@pytest.mark.check("q1_init", weight=3)
def test_start_weights_have_the_variance(student):
    """The start weights of large layers have mean 0 and a variance within 10 % of 1/fan_in."""
    for fan_in, fan_out, seed in ((150, 400, 1), (400, 150, 2), (900, 60, 3)):
        W = drawn(student, fan_in, fan_out, seed)
        if W.min() >= 0 and W.max() > 0:
            student.mistake("q1_init_not_centred")
        variance = W.var()
        for name, other in {
            "q1_init_variance_for_deviation": fan_in**-2,
            "q1_init_fan_out": 1 / fan_out,
            "q1_init_small": 1e-4,
            "q1_init_uniform_bounds": 1 / (3 * fan_in),
            "q1_init_one": 1.0,
            "q1_init_relu_rule": 2 / fan_in,
        }.items():
            if 0.95 < variance / other < 1.05:
                student.mistake(name)
        assert abs(W.mean()) < 0.1 / np.sqrt(fan_in)
        assert abs(variance * fan_in - 1) < 0.1


@pytest.mark.check("q1_init")
def test_start_weights_are_independent(student):
    """No row or column of the start weights repeats another or goes with it."""
    W = drawn(student, 40, 30, 4)
    if min(np.ptp(W, axis=0).max(), np.ptp(W, axis=1).max()) <= SAME * np.abs(W).max():
        student.mistake("q1_init_units_alike")
    assert W.var(axis=0).min() > 0
    assert W.var(axis=1).min() > 0
    for rows in (W, W.T):
        correlations = np.corrcoef(rows)
        np.fill_diagonal(correlations, 0.0)
        assert np.abs(correlations).max() < 0.9


@pytest.mark.check("q1_init")
def test_start_weights_follow_the_seed(student):
    """The same seed gives the same start weights, another seed gives others."""
    first, again, other = (drawn(student, 5, 4, seed) for seed in (7, 7, 8))
    if not np.allclose(first, again, rtol=SAME, atol=0):
        student.mistake("q1_init_seed_ignored")
    if np.allclose(first, other, rtol=SAME, atol=0):
        student.mistake("q1_init_seed_fixed")


def ladder(depth, width, seed):
    """Draw a sigmoid net with its input and upstream gradient."""
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=(width, width)) for _ in range(depth)]
    return (
        weights,
        [0.5 * rng.normal(size=width) for _ in weights],
        rng.normal(size=width),
        rng.normal(size=width),
    )


@pytest.mark.check("q1_init", weight=3, given=("gradient_norms",), independent=True)
def test_shrinkage_at_any_scale(student, given):
    """The answer of shrinkage is ||dE/da_0|| / ||dE/da_L|| with the weights, not the biases, scaled."""
    for depth, width, seed in ((1, 2, 1), (3, 3, 2), (6, 2, 3)):
        weights, *rest = ladder(depth, width, seed)
        for scale in (1.0, 0.1, 0.5, 0.0):
            found = number(student.shrinkage(weights, *rest, scale), "what shrinkage returns")
            norms = vector(given.gradient_norms([scale * W for W in weights], *rest), None, "the norms")
            with np.errstate(all="ignore"):
                share = norms[0] / norms[-1]
            assert np.isclose(found, share, rtol=1e-3, atol=0, equal_nan=True)
