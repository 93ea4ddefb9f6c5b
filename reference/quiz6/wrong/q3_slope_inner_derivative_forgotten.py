"""The inner derivative is forgotten: -(1 + e^(-x))^(-2) lacks the factor -e^(-x)."""

import numpy as np

QUESTION = "q3_slope"


def sigmoid_derivative(x):
    return -((1 + np.exp(-np.asarray(x, dtype=float))) ** -2)
