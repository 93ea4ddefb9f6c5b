"""The weights at the start of each cycle are kept; asked for are those at its end."""

import numpy as np

QUESTION = "q1_xor"


def trace(inputs, targets, weights, epochs):
    w = np.array(weights, dtype=float)
    starts, counts = [], []
    for _ in range(epochs):
        starts.append(w)
        w, count, _ = train(inputs, targets, w, 1)
        counts.append(count)
    return np.array(starts), np.array(counts)
