"""The outputs are left without sigma; every layer has it."""

import numpy as np

QUESTION = "q1_forward"


def forward(x, w, beta, u, gamma):
    o = layer(x, w, beta)
    return o, o @ np.asarray(u) + np.asarray(gamma)


def backward(x, y, w, beta, u, gamma):
    o = 1 / (1 + np.exp(-(x @ w + beta)))
    v = 1 / (1 + np.exp(-(o @ u + gamma)))
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * o * (1 - o)
    return x.T @ phi, phi.sum(axis=0), o.T @ delta, delta.sum(axis=0)
