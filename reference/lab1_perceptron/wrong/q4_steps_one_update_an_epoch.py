"""All updates of an epoch are added up and made at its end: each pattern adjusts at once."""

import numpy as np

QUESTION = "q4_steps"


def training_steps(inputs, targets, weights, low=0, max_epochs=100):
    w = np.array(weights, dtype=float)
    for _ in range(max_epochs):
        clean = True
        total = 0.0
        for pattern, o in zip(inputs, targets):
            x = np.append(pattern, 1.0)
            c = 1 if x @ w > 0 else low
            total = total + x * (c - o)
            clean = clean and c == o
            yield c, w
        w = w - total
        if clean:
            return
