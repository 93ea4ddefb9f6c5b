"""Where both sides are equal the perceptron answers -1: the slide's inequality is >=, so it answers 1."""

import numpy as np

QUESTION = "q2_forms"


def perceptron(weights, X, form):
    w = convert(weights, form, "bias")
    X = np.asarray(X, dtype=float)
    return np.where(X @ w[1:] + w[0] > 0, 1, -1)
