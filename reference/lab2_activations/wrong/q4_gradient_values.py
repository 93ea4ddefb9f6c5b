"""The activation's value multiplies dE/dA where its slope belongs."""

import numpy as np

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    Z = X @ W + b
    dZ = dA * np.where(Z < 0, alpha * Z, Z)
    return X.T @ dZ, dZ.sum(axis=0)
