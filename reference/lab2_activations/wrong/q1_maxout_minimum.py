"""The smaller piece is kept instead of the larger."""

import numpy as np

QUESTION = "q1_maxout"


def maxout(X, w1, b1, w2, b2):
    return np.minimum(X @ w1 + b1, X @ w2 + b2)
