"""Training stops at the first pattern that is right; it must stop after a whole cycle without an update."""

import numpy as np

QUESTION = "q1_training"


def train(inputs, targets, weights, max_epochs):
    w = np.array(weights, dtype=float)
    updates = 0
    for _ in range(max_epochs):
        for x, o in zip(inputs, targets):
            error = int(np.dot(w[:-1], x) + w[-1] > 0) - o
            if error == 0:
                return w, updates, True
            w = w - np.append(x, 1.0) * error
            updates += 1
    return w, updates, False
