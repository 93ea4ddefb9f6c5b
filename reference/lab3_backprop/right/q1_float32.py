"""Everything in float32, and biases as rows of shape (1, n)."""

import numpy as np


def layer(x, W, b):
    x, W, b = (np.asarray(v, dtype=np.float32) for v in (x, W, b))
    return np.reciprocal(1 + np.exp(-(x @ W + b.reshape(1, -1))))


def forward(x, w, beta, u, gamma):
    o = layer(x, w, beta)
    return [o, layer(o, u, gamma)]


def backward(x, y, w, beta, u, gamma):
    x, y, u = (np.asarray(v, dtype=np.float32) for v in (x, y, u))
    o, v = forward(x, w, beta, u, gamma)
    delta = (v - y) * v * (1 - v)
    phi = delta.dot(u.T) * o * (1 - o)
    return [x.T.dot(phi), phi.sum(axis=0, keepdims=True), o.T.dot(delta), delta.sum(axis=0, keepdims=True)]
