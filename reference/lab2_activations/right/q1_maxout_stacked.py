"""Both pieces as one matrix product, then the maximum over the columns; a column comes out."""

import numpy as np


def maxout(X, w1, b1, w2, b2):
    W = np.stack([w1, w2], axis=1)
    return (X @ W + np.array([b1, b2])).max(axis=1, keepdims=True)
