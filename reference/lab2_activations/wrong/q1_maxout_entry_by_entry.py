"""The maximum is taken entry by entry before the sum; each piece is summed first."""

import numpy as np

QUESTION = "q1_maxout"


def maxout(X, w1, b1, w2, b2):
    return np.sum(np.maximum(X * w1, X * w2), axis=1) + max(b1, b2)
