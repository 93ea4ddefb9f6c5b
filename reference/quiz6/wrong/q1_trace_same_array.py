"""The same array is kept at every cycle, so all rows show the last weights; keep a copy."""

import numpy as np

QUESTION = "q1_xor"


def trace(inputs, targets, weights, epochs):
    w = np.array(weights, dtype=float)
    ends, counts = [], []
    for _ in range(epochs):
        count = 0
        for x, o in zip(inputs, targets):
            error = int(np.dot(w[:-1], x) + w[-1] > 0) - o
            if error != 0:
                w -= np.append(x, 1.0) * error
                count += 1
        ends.append(w)
        counts.append(count)
    return np.array(ends), np.array(counts)
