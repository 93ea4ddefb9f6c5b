"""Test rows are among the training rows too; a row that was learned cannot test."""

import numpy as np

QUESTION = "q2_split"


def split_25(X, y, random_state):
    order = np.random.default_rng(random_state).permutation(len(y))
    test, train = order[: len(y) // 4], order[: len(y) - len(y) // 4]
    return X[train], X[test], y[train], y[test]
