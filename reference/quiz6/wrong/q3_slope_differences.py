"""A forward difference stands in for the derivative; it is right to some six digits only: use the formula."""

import numpy as np

QUESTION = "q3_slope"


def sigmoid_derivative(x):
    x = np.asarray(x, dtype=float)
    return (sigmoid(x + 1e-6) - sigmoid(x)) / 1e-6
