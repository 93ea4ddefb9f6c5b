"""The bias is taken to come first; it is the last weight here."""

import numpy as np

QUESTION = "q4_steps"


def training_steps(inputs, targets, weights, low=0, max_epochs=100):
    w = np.array(weights, dtype=float)
    for _ in range(max_epochs):
        clean = True
        for pattern, o in zip(inputs, targets):
            x = np.append(1.0, pattern)
            c = 1 if x @ w > 0 else low
            w = w - x * (c - o)
            clean = clean and c == o
            yield c, w
        if clean:
            return
