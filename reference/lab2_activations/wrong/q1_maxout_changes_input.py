"""The batch itself is scaled in place."""

import numpy as np

QUESTION = "q1_maxout"


def maxout(X, w1, b1, w2, b2):
    out = np.maximum(X @ np.asarray(w1) + b1, X @ np.asarray(w2) + b2)
    X *= 0
    return out
