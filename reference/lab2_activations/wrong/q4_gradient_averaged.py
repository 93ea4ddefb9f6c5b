"""The gradients are divided by the number of rows; E is a sum here."""

import numpy as np

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    dZ = dA * np.where(X @ W + b < 0, alpha, 1.0)
    return X.T @ dZ / len(X), dZ.mean(axis=0)
