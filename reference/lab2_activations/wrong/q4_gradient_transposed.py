"""dW has the shape (H, D): it is transposed."""

import numpy as np

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    dZ = dA * np.where(X @ W + b < 0, alpha, 1.0)
    return dZ.T @ X, dZ.sum(axis=0)
