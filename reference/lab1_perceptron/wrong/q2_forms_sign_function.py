"""np.sign gives 0 where the sum is 0; the perceptron answers 1 there."""

import numpy as np

QUESTION = "q2_forms"


def perceptron(weights, X, form):
    w = convert(weights, form, "bias")
    X = np.asarray(X, dtype=float)
    return np.sign(X @ w[1:] + w[0])
