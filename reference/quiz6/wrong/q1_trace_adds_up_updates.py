"""Updates are added up over the cycles; asked for is each cycle's own number."""

import numpy as np

QUESTION = "q1_xor"


def trace(inputs, targets, weights, epochs):
    w = np.array(weights, dtype=float)
    ends, counts, total = [], [], 0
    for _ in range(epochs):
        w, count, _ = train(inputs, targets, w, 1)
        total += count
        ends.append(w)
        counts.append(total)
    return np.array(ends), np.array(counts)
