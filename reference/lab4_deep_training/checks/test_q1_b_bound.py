"""Q1: the most a sigmoid layer can multiply the gradient by, and two claims that are false."""

import math

import mpmath
import numpy as np
import pytest

from autograder.checks import computed_once, describe, items, number, vector


@computed_once
def spectral_norm(W):
    """Return the root of the largest eigenvalue of W^T W, in many digits."""
    with mpmath.workdps(50):
        exact = mpmath.matrix(W.tolist())
        return float(mpmath.sqrt(max(mpmath.eigsy(exact.T * exact, eigvals_only=True))))


@pytest.mark.check("q1_bound", weight=2)
def test_bounds_by_hand(student):
    """Of matrices whose stretching one sees (diagonal, a rotation, one row), layer_bounds gives ||W||/4."""
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    weights = [np.diag([8.0, -2.0]), 3 * turn, np.array([[3.0, 4.0]]), np.array([[-12.0]]), np.zeros((2, 2))]
    found = vector(student.layer_bounds(weights), 5, "what layer_bounds returns")
    assert np.allclose(found, [2, 0.75, 1.25, 3, 0], rtol=0, atol=1e-6)


@pytest.mark.check("q1_bound", weight=2)
def test_bounds_of_any_weights(student):
    """Of any weights, square or not, layer_bounds gives each layer's largest singular value divided by 4."""
    rng = np.random.default_rng(11)
    weights = [rng.normal(size=shape) for shape in ((2, 3), (3, 3), (3, 1), (1, 4), (4, 2))]
    found = vector(student.layer_bounds(weights), 5, "what layer_bounds returns")
    assert np.allclose(found, [spectral_norm(W) / 4 for W in weights], rtol=1e-5, atol=0)


def example(student, key, n):
    """Read one counterexample as its numbers."""
    answer = student.value("COUNTER")
    if not isinstance(answer, dict):
        pytest.fail(f"COUNTER is {describe(answer)}; it should be a dict", pytrace=False)
    if answer.get(key) is None:
        pytest.fail(f"COUNTER['{key}'] is not there yet", pytrace=False)
    what = f"COUNTER['{key}']"
    numbers = [number(entry, f"an entry of {what}") for entry in items(answer[key], n, what)]
    if not all(math.isfinite(entry) for entry in numbers):
        pytest.fail(f"{what} holds inf or nan: every number has to be finite", pytrace=False)
    return numbers


def factor(w, b, x):
    """Return |w| sigma'(w x + b), in a form that never overflows."""
    small = math.exp(-abs(w * x + b))
    return abs(w) * small / (1 + small) ** 2


@pytest.mark.check("q1_bound")
def test_a_layer_that_does_not_shrink_by_four(student):
    """COUNTER['at least four times smaller'] is a layer (w, b, x) whose factor is above 1/4."""
    w, b, x = example(student, "at least four times smaller", 3)
    found = factor(w, b, x)
    if found > 0.25 + 1e-9:
        return
    if abs(w) > 1:
        student.mistake("q1_bound_counter_saturated")
    if abs(found - 0.25) <= 1e-9:
        student.mistake("q1_bound_counter_exactly_four")
    pytest.fail(f"the factor of your layer is {found:.4g}, which is not above 0.25", pytrace=False)


@pytest.mark.check("q1_bound")
def test_a_larger_weight_that_passes_less(student):
    """COUNTER['larger weight, larger factor'] is (w, W, b, x), 0 < w < W, where W has the smaller factor."""
    small, large, b, x = example(student, "larger weight, larger factor", 4)
    if not 0 < small < large:
        if 0 < large < small:
            student.mistake("q1_bound_counter_order")
        pytest.fail("the two weights have to be positive, the smaller one first", pytrace=False)
    if factor(large, b, x) >= (1 - 1e-9) * factor(small, b, x):
        if x == 0:
            student.mistake("q1_bound_counter_input_zero")
        pytest.fail(
            f"the factors are {factor(small, b, x):.4g} and {factor(large, b, x):.4g}: the larger weight has "
            "the larger one",
            pytrace=False,
        )
