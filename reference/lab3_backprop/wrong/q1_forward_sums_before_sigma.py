"""forward gives the sums z of the hidden units, not what sigma makes of them."""

import numpy as np

QUESTION = "q1_forward"


def forward(x, w, beta, u, gamma):
    z = np.asarray(x) @ np.asarray(w) + np.asarray(beta)
    return z, layer(1 / (1 + np.exp(-z)), u, gamma)


def backward(x, y, w, beta, u, gamma):
    z, v = forward(x, w, beta, u, gamma)
    o = 1 / (1 + np.exp(-z))
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * o * (1 - o)
    return x.T @ phi, phi.sum(axis=0), o.T @ delta, delta.sum(axis=0)
