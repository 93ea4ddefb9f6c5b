"""Q2: gradients of single weights of the 2-3-2-2 net, against differences in fifty digits."""

import mpmath
import numpy as np
import pytest

from autograder.checks import computed_once, number

RNG = np.random.default_rng(22)
PATTERNS = [
    [np.round(RNG.normal(0, 1, shape), 2) for shape in ((2,), (2,), (3, 3), (4, 2), (3, 2))] for _ in range(4)
]


def error(x, y, weights):
    """Return E, unit by unit, in the precision of mpmath."""
    a = list(x)
    for W in weights:
        sums = [W[0][n] + mpmath.fsum(a_m * W[m + 1][n] for m, a_m in enumerate(a)) for n in range(len(W[0]))]
        a = [1 / (1 + mpmath.exp(-z)) for z in sums]
    return mpmath.fsum((t - v) ** 2 for t, v in zip(y, a, strict=True)) / 2


@computed_once
def slope(pattern, layer, m, n):
    """Return dE/dw_mn^(layer) by a centred difference of step 1e-15 in 50 digits."""
    with mpmath.workdps(50):
        x, y, *weights = ([mpmath.mpf(float(v)) for v in np.ravel(part)] for part in PATTERNS[pattern])
        shaped = [
            [flat[row * width : (row + 1) * width] for row in range(height)]
            for flat, (height, width) in zip(weights, ((3, 3), (4, 2), (3, 2)), strict=True)
        ]
        h, found = mpmath.mpf("1e-15"), []
        for sign in (1, -1):
            shaped[layer - 1][m][n - 1] += sign * h
            found.append(error(x, y, shaped))
            shaped[layer - 1][m][n - 1] -= sign * h
        return float((found[0] - found[1]) / (2 * h))


def judge(function, layer, m, n):
    """Compare a student's gradient of one weight with the truth on every pattern."""
    for place, pattern in enumerate(PATTERNS):
        value = function(*pattern)
        atol = 1e-5 if getattr(value, "dtype", None) in (np.float32, np.float16) else 1e-9
        assert abs(number(value, "the gradient") - slope(place, layer, m, n)) <= atol


@pytest.mark.check("q2_scalar", independent=True)
def test_gradient_of_a_weight_of_layer_3(student):
    """gradient_w21_3 is dE/dw_21^(3): one path, through output 1."""
    judge(student.gradient_w21_3, 3, 2, 1)


@pytest.mark.check("q2_scalar", independent=True)
def test_gradient_of_a_bias_of_layer_2(student):
    """gradient_w01_2 is dE/dw_01^(2): two paths, one through each output."""
    judge(student.gradient_w01_2, 2, 0, 1)


@pytest.mark.check("q2_scalar", weight=2, independent=True)
def test_gradient_of_a_weight_of_layer_1(student):
    """gradient_w12_1 is dE/dw_12^(1): four paths, through both units of layer 2 and both outputs."""
    judge(student.gradient_w12_1, 1, 1, 2)
