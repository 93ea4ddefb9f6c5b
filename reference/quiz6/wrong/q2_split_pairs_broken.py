"""Features and targets are shuffled separately, so a row's features no longer stand beside its target."""

import numpy as np

QUESTION = "q2_split"


def split_25(X, y, random_state):
    rng = np.random.default_rng(random_state)
    X, y = rng.permutation(X), rng.permutation(y)
    n = len(y) // 4
    return X[n:], X[:n], y[n:], y[:n]
