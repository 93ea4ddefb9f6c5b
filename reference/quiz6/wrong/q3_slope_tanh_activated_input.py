"""The input is taken for an already activated value: 1 - x^2; put tanh(x) in place of x."""

import numpy as np

QUESTION = "q3_slope"


def tanh_derivative(x):
    return 1 - np.asarray(x, dtype=float) ** 2
