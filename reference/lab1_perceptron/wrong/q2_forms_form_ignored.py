"""The form is not looked at: every vector of weights is read as the form "bias"."""

import numpy as np

QUESTION = "q2_forms"


def perceptron(weights, X, form):
    w = np.asarray(weights, dtype=float)
    X = np.asarray(X, dtype=float)
    return np.where(X @ w[1:] + w[0] >= 0, 1, -1)
