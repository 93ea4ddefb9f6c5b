"""The slope is taken at tanh(x) instead of x: tanh is applied once too often in 1 - tanh(tanh(x))^2."""

import numpy as np

QUESTION = "q3_slope"


def tanh_derivative(x):
    return 1 - np.tanh(np.tanh(np.asarray(x, dtype=float))) ** 2
