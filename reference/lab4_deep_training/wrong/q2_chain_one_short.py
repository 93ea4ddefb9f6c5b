"""The last cost is missing: E comes once before any update and once after each, steps + 1 times."""

import numpy as np

QUESTION = "q2_chain"


def train_chain(weights, x, y, rate, steps, limit=None):
    w = np.array(weights, dtype=float)
    for _ in range(steps):
        error = np.prod(w) * x - y
        yield 0.5 * error**2
        others = np.array([np.prod(np.delete(w, k)) for k in range(len(w))])
        g = error * x * others
        if limit is not None:
            g = clip_by_norm(g, limit)
        w = w - rate * g
