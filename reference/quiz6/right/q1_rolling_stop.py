"""Stops anywhere inside an epoch, as soon as as many patterns as there are went by without an update."""

import numpy as np


def train(inputs, targets, weights, max_epochs=100):
    n = len(inputs)
    x = np.hstack([np.asarray(inputs, dtype=float), np.ones((n, 1))])
    w = np.array(weights, dtype=float).reshape(-1)
    clean = updates = 0
    for step in range(max_epochs * n):
        i = step % n
        c = 1 if x[i] @ w > 0 else 0
        if c == targets[i]:
            clean += 1
        else:
            w = w - (c - targets[i]) * x[i]
            updates += 1
            clean = 0
        if clean == n:
            return w, updates, True
    return w, updates, False
