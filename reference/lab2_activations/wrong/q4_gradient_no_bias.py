"""The bias is left out of Z, so some slopes are taken on the wrong side of 0."""

import numpy as np

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    dZ = dA * np.where(X @ W < 0, alpha, 1.0)
    return X.T @ dZ, dZ.sum(axis=0)
