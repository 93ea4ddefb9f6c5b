"""The slope is taken at v instead of z: v is sigma(z) already, so the slope is v(1 - v)."""

import numpy as np

QUESTION = "q1_backward"


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)

    def s(t):
        return 1 / (1 + np.exp(-t))

    delta = -(y - v) * s(v) * (1 - s(v))
    phi = delta @ u.T * s(o) * (1 - s(o))
    return x.T @ phi, phi.sum(axis=0), o.T @ delta, delta.sum(axis=0)
