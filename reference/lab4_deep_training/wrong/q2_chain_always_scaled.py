"""The gradient is brought to the limit also where it is shorter: so a vanishing one seems cured. Clipping
only shortens."""

import numpy as np

QUESTION = "q2_chain"


def train_chain(weights, x, y, rate, steps, limit=None):
    w = np.array(weights, dtype=float)
    for _ in range(steps + 1):
        error = np.prod(w) * x - y
        yield 0.5 * error**2
        others = np.array([np.prod(np.delete(w, k)) for k in range(len(w))])
        g = error * x * others
        if limit is not None:
            g = g * limit / max(np.linalg.norm(g), 1e-300)
        w = w - rate * g
