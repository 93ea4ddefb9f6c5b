"""The folded form throughout: a constant input in front, matrices with a bias row, split again at the end."""

import numpy as np


def shapes(sizes):
    sizes = np.asarray(sizes)
    return np.column_stack([sizes[:-1], sizes[1:]]), sizes[1:].reshape(-1, 1)


def fold(W, b):
    folded = np.empty((len(W) + 1, len(b)))
    folded[0] = b
    folded[1:] = W
    return folded


def _ones(a):
    return np.hstack([np.ones((len(a), 1)), a])


def layer(x, W, b):
    return 1 / (1 + np.exp(-_ones(np.asarray(x, dtype=float)) @ fold(W, b)))


def forward(x, w, beta, u, gamma):
    o = layer(x, w, beta)
    return o, layer(o, u, gamma)


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    delta = (v - y) * v * (1 - v)
    du = _ones(o).T @ delta
    phi = (delta @ fold(u, gamma).T)[:, 1:] * o * (1 - o)
    dw = _ones(x).T @ phi
    return dw[1:], dw[0], du[1:], du[0]
