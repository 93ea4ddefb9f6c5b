"""The weights' signs are turned in place, to save the minus in the exponent: the caller's weights
change."""

import numpy as np

QUESTION = "q1_forward"


def layer(x, W, b):
    x, W = np.asarray(x), np.asarray(W)
    np.negative(W, out=W)
    return 1 / (1 + np.exp(x @ W - np.asarray(b)))


def backward(x, y, w, beta, u, gamma):
    o = 1 / (1 + np.exp(-(x @ w + beta)))
    v = 1 / (1 + np.exp(-(o @ u + gamma)))
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * o * (1 - o)
    return x.T @ phi, phi.sum(axis=0), o.T @ delta, delta.sum(axis=0)
