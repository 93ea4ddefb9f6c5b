"""The maximum is taken over the whole batch; every row has its own."""

import numpy as np

QUESTION = "q1_maxout"


def maxout(X, w1, b1, w2, b2):
    return np.full(len(X), max((X @ w1 + b1).max(), (X @ w2 + b2).max()))
