"""Rows are drawn with replacement: some come twice and some never; every row belongs to one side, once."""

import numpy as np

QUESTION = "q2_split"


def split_25(X, y, random_state):
    rows = np.random.default_rng(random_state).integers(0, len(y), len(y))
    n = len(y) // 4
    return X[rows[n:]], X[rows[:n]], y[rows[n:]], y[rows[:n]]
