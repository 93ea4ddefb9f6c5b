"""The other convention at V = 0, everywhere: the unit fires at V >= 0."""

import numpy as np


def threshold_unit(inputs, weights):
    return bool(np.dot(inputs, weights[:-1]) + weights[-1] >= 0)


GATES = {"AND": (1, 1, -2), "OR": (1, 1, -1), "NOT": (-1, 0)}


def train(inputs, targets, weights, max_epochs=100):
    w = np.array(weights, dtype=float)
    updates = 0
    for _ in range(max_epochs):
        changed = False
        for x, o in zip(np.asarray(inputs, dtype=float), targets):
            c = int(threshold_unit(x, w))
            if c != o:
                w[:-1] -= x * (c - o)
                w[-1] -= c - o
                updates += 1
                changed = True
        if not changed:
            return w, updates, True
    return w, updates, False


def trace(inputs, targets, weights, epochs):
    w = np.array(weights, dtype=float)
    ends, counts = np.empty((epochs, len(w))), np.zeros(epochs)
    for e in range(epochs):
        w, counts[e], _ = train(inputs, targets, w, 1)
        ends[e] = w
    return ends, counts


WHY = {
    "A": ("multipliers", (0.5, 0.5, 0.5, 0.5)),
    "B": ("weights", (-1, 1, 0.5)),
    "C": ("multipliers", (4, 2, 2, 8, 0)),
}
