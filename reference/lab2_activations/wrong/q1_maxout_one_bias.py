"""The first piece's bias is used for both pieces."""

import numpy as np

QUESTION = "q1_maxout"


def maxout(X, w1, b1, w2, b2):
    return np.maximum(X @ w1 + b1, X @ w2 + b1)
