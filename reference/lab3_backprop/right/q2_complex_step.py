"""Complex steps instead of the chain rule: exact to rounding, and they need no formula."""

import numpy as np


def _error(x, y, weights):
    a = np.asarray(x, dtype=complex)
    for W in weights:
        a = 1 / (1 + np.exp(-(np.append(1, a) @ W)))
    return np.sum((np.asarray(y) - a) ** 2) / 2


def _slope(x, y, W1, W2, W3, layer, m, n):
    weights = [np.array(W, dtype=complex) for W in (W1, W2, W3)]
    weights[layer - 1][m, n - 1] += 1e-30j
    return _error(x, y, weights).imag / 1e-30


def gradient_w21_3(x, y, W1, W2, W3):
    return _slope(x, y, W1, W2, W3, 3, 2, 1)


def gradient_w01_2(x, y, W1, W2, W3):
    return np.array([_slope(x, y, W1, W2, W3, 2, 0, 1)])


def gradient_w12_1(x, y, W1, W2, W3):
    return _slope(x, y, W1, W2, W3, 1, 1, 2)


def gradients(x, y, W1, W2, W3):
    found = []
    for layer, W in enumerate((W1, W2, W3), 1):
        rows, columns = np.shape(W)
        found.append(
            np.array(
                [[_slope(x, y, W1, W2, W3, layer, m, n + 1) for n in range(columns)] for m in range(rows)]
            )
        )
    return found
