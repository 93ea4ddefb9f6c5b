"""Q2: all 23 gradients of the 2-3-2-2 net, against differences in fifty digits."""

import mpmath
import numpy as np
import pytest

from autograder.checks import computed_once, floats, items

RNG = np.random.default_rng(23)
SHAPES = ((3, 3), (4, 2), (3, 2))
PATTERNS = [[np.round(RNG.normal(0, 1, shape), 2) for shape in ((2,), (2,), *SHAPES)] for _ in range(2)]


def error(x, y, weights):
    """Return E, unit by unit, in the precision of mpmath."""
    a = list(x)
    for W in weights:
        sums = [W[0][n] + mpmath.fsum(a_m * W[m + 1][n] for m, a_m in enumerate(a)) for n in range(len(W[0]))]
        a = [1 / (1 + mpmath.exp(-z)) for z in sums]
    return mpmath.fsum((t - v) ** 2 for t, v in zip(y, a, strict=True)) / 2


@computed_once
def slopes(place):
    """Return three matrices of centred differences of step 1e-15."""
    with mpmath.workdps(50):
        x, y, *weights = (np.vectorize(lambda v: mpmath.mpf(float(v)), [object])(p) for p in PATTERNS[place])
        found = [np.empty(W.shape) for W in weights]
        h = mpmath.mpf("1e-15")
        for W, slope in zip(weights, found, strict=True):
            for m, n in np.ndindex(W.shape):
                W[m, n] += h
                above = error(x, y, weights)
                W[m, n] -= 2 * h
                slope[m, n] = (above - error(x, y, weights)) / (2 * h)
                W[m, n] += h
    return found


def judge(student, layer):
    """Compare one of the three matrices with the truth, on every pattern."""
    for place, pattern in enumerate(PATTERNS):
        found = items(student.gradients(*pattern), 3, "what gradients returns")[layer - 1]
        atol = 1e-5 if getattr(found, "dtype", None) in (np.float32, np.float16) else 1e-9
        G = floats(found, shape=SHAPES[layer - 1], what=f"G{layer}")
        assert np.allclose(G, slopes(place)[layer - 1], rtol=0, atol=atol)


@pytest.mark.check("q2_matrix", weight=2)
def test_six_gradients_of_layer_3(student):
    """G3 holds the gradients of the 6 weights of layer 3, its biases in row 0."""
    judge(student, 3)


@pytest.mark.check("q2_matrix", weight=3)
def test_eight_gradients_of_layer_2(student):
    """G2 holds the gradients of the 8 weights of layer 2, its biases in row 0."""
    judge(student, 2)


@pytest.mark.check("q2_matrix", weight=4)
def test_nine_gradients_of_layer_1(student):
    """G1 holds the gradients of the 9 weights of layer 1, its biases in row 0."""
    judge(student, 1)


@pytest.mark.check("q2_matrix", weight=1)
def test_gradients_leave_the_weights_alone(student):
    """No argument of gradients is changed."""
    pattern = PATTERNS[0]
    reply = student.gradients.reply(*(part.copy() for part in pattern))
    items(reply.value, 3, "what gradients returns")
    for after, before in zip(reply.args, pattern, strict=True):
        if not np.array_equal(floats(after, what="an argument after the call"), before):
            student.mistake("q2_matrix_changes_weights")
