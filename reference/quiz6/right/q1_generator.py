"""A generator of updates drives everything; NumPy integers and booleans come back."""

from itertools import islice

import numpy as np


def threshold_unit(inputs, weights):
    return np.int64(np.sign(np.inner(np.r_[np.asarray(inputs, float), 1.0], weights)) > 0)


def _epochs(inputs, targets, weights):
    w = np.array(weights, dtype=float)
    while True:
        n = 0
        for x, o in zip(np.c_[inputs, np.ones(len(inputs))], targets):
            c = threshold_unit(x[:-1], w)
            w = w - x * (c - o)
            n += c != o
        yield w, n


def train(inputs, targets, weights, max_epochs=100):
    total = 0
    for w, n in islice(_epochs(inputs, targets, weights), max_epochs):
        total = total + n
        if n == 0:
            break
    return w, total, n == 0


def trace(inputs, targets, weights, epochs):
    ends, counts = zip(*islice(_epochs(inputs, targets, weights), epochs))
    return np.stack(ends), np.array(counts)
