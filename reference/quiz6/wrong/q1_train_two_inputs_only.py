"""Training is written for two inputs only; NOT has one input, so let the number of weights decide."""

import numpy as np

QUESTION = "q1_training"


def train(inputs, targets, weights, max_epochs):
    w1, w2, w3 = (float(w) for w in weights)
    updates = 0
    for _ in range(max_epochs):
        clean = True
        for (i1, i2), o in zip(inputs, targets):
            error = int(i1 * w1 + i2 * w2 + w3 > 0) - o
            if error != 0:
                w1, w2, w3 = w1 - i1 * error, w2 - i2 * error, w3 - error
                updates += 1
                clean = False
        if clean:
            return np.array([w1, w2, w3]), updates, True
    return np.array([w1, w2, w3]), updates, False
