"""Column vectors and transposed matrices, as the slides write them."""

import numpy as np


def _bar(a):
    return np.vstack([[[1.0]], a])


def gradients(x, y, W1, W2, W3):
    weights = [np.asmatrix(W) for W in (W1, W2, W3)]
    a = [np.reshape(x, (2, 1))]
    for W in weights:
        a.append(1 / (1 + np.exp(-np.asarray(W.T @ _bar(a[-1])))))
    delta = -(np.reshape(y, (2, 1)) - a[3]) * a[3] * (1 - a[3])
    found = []
    for place in (3, 2, 1):
        found.insert(0, _bar(a[place - 1]) @ delta.T)
        delta = np.asarray(weights[place - 1][1:] @ delta) * a[place - 1] * (1 - a[place - 1])
    return tuple(found)


def gradient_w21_3(x, y, W1, W2, W3):
    return gradients(x, y, W1, W2, W3)[2][2, 0]


def gradient_w01_2(x, y, W1, W2, W3):
    return gradients(x, y, W1, W2, W3)[1][0, 0]


def gradient_w12_1(x, y, W1, W2, W3):
    return gradients(x, y, W1, W2, W3)[0][1, 1]
