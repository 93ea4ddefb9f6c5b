"""The outputs are 0 and 1; in this question a perceptron answers -1 or 1."""

import numpy as np

QUESTION = "q2_forms"


def perceptron(weights, X, form):
    w = convert(weights, form, "bias")
    X = np.asarray(X, dtype=float)
    return np.where(X @ w[1:] + w[0] >= 0, 1, 0)
