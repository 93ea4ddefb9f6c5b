"""Training stops when the weights at the end of two cycles are equal: for XOR they are, though every row
changes them in between.
"""

import numpy as np

QUESTION = "q1_training"


def train(inputs, targets, weights, max_epochs):
    w = np.array(weights, dtype=float)
    updates = 0
    for _ in range(max_epochs):
        before = w.copy()
        for x, o in zip(inputs, targets):
            error = int(np.dot(w[:-1], x) + w[-1] > 0) - o
            if error != 0:
                w = w - np.append(x, 1.0) * error
                updates += 1
        if np.array_equal(w, before):
            return w, updates, True
    return w, updates, False
