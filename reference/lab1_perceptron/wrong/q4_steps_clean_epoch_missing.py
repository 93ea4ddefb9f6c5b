"""The clean epoch is not shown: the steps end with the last update."""

import numpy as np

QUESTION = "q4_steps"


def training_steps(inputs, targets, weights, low=0, max_epochs=100):
    w, steps, changed = np.array(weights, dtype=float), [], 0
    for _ in range(max_epochs):
        clean = True
        for pattern, o in zip(inputs, targets):
            x = np.append(pattern, 1.0)
            c = 1 if x @ w > 0 else low
            steps.append((c, w - x * (c - o)))
            w = w - x * (c - o)
            clean = clean and c == o
            changed = changed if c == o else len(steps)
        if clean:
            break
    yield from steps[:changed]
