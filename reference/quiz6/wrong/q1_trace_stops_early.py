"""The trace ends when training settles; asked for is exactly the given number of cycles."""

import numpy as np

QUESTION = "q1_xor"


def trace(inputs, targets, weights, epochs):
    w = np.array(weights, dtype=float)
    ends, counts = [], []
    for _ in range(epochs):
        w, count, settled = train(inputs, targets, w, 1)
        ends.append(w)
        counts.append(count)
        if settled:
            break
    return np.array(ends), np.array(counts)
