"""The biases are left out: both pieces pass through 0."""

import numpy as np

QUESTION = "q1_maxout"


def maxout(X, w1, b1, w2, b2):
    return np.maximum(X @ w1, X @ w2)
