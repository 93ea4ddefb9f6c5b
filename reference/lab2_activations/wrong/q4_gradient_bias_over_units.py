"""The gradient of the biases is summed over the units instead of the rows."""

import numpy as np

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    dZ = dA * np.where(X @ W + b < 0, alpha, 1.0)
    return X.T @ dZ, dZ.sum(axis=1)
