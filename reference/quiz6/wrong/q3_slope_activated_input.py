"""The input is taken for an already activated value: x(1 - x); put sigma(x) in place of x."""

import numpy as np

QUESTION = "q3_slope"


def sigmoid_derivative(x):
    x = np.asarray(x, dtype=float)
    return x * (1 - x)
