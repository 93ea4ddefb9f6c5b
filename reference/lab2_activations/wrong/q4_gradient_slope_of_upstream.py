"""The slope is taken at dE/dA instead of Z."""

import numpy as np

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    dZ = dA * np.where(dA < 0, alpha, 1.0)
    return X.T @ dZ, dZ.sum(axis=0)
