"""The array of start weights is changed: work on a copy."""

import numpy as np

QUESTION = "q4_steps"


def training_steps(inputs, targets, weights, low=0, max_epochs=100):
    for _ in range(max_epochs):
        clean = True
        for pattern, o in zip(inputs, targets):
            x = np.append(pattern, 1.0)
            c = 1 if x @ weights > 0 else low
            weights -= x * (c - o)
            clean = clean and c == o
            yield c, weights.copy()
        if clean:
            return
