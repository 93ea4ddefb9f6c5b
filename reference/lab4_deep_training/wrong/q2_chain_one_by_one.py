"""The weights are updated one after another, each with the new values of those before it: a step changes
all at once."""

import numpy as np

QUESTION = "q2_chain"


def train_chain(weights, x, y, rate, steps, limit=None):
    w = np.array(weights, dtype=float)
    yield 0.5 * (np.prod(w) * x - y) ** 2
    for _ in range(steps):
        for k in range(len(w)):
            g = (np.prod(w) * x - y) * x * np.prod(np.delete(w, k))
            w[k] -= rate * g if limit is None else rate * clip_by_norm(np.array([g]), limit)[0]
        yield 0.5 * (np.prod(w) * x - y) ** 2
