"""The gradient of the biases is averaged over the rows; it should be summed."""

import numpy as np

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    dZ = dA * np.where(X @ W + b < 0, alpha, 1.0)
    return X.T @ dZ, dZ.mean(axis=0)
