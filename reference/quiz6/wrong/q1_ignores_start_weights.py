"""Training starts from zeros whatever weights it is given; start from a copy of the weights in the
argument.
"""

import numpy as np

QUESTION = "q1_training"


def train(inputs, targets, weights, max_epochs):
    w = np.zeros(len(weights))
    updates = 0
    for _ in range(max_epochs):
        clean = True
        for x, o in zip(inputs, targets):
            c = int(np.dot(w[:-1], x) + w[-1] > 0)
            error = c - o
            if error != 0:
                w = w - np.append(x, 1.0) * error
                updates += 1
                clean = False
        if clean:
            return w, updates, True
    return w, updates, False
