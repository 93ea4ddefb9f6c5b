"""The square is missing: 1 - tanh instead of 1 - tanh^2."""

import numpy as np

QUESTION = "q3_slope"


def tanh_derivative(x):
    return 1 - np.tanh(np.asarray(x, dtype=float))
