"""The result is written into the input array; make an array of your own."""

import numpy as np

QUESTION = "q3_slope"


def tanh_derivative(x):
    if not isinstance(x, np.ndarray) or x.dtype != float:
        x = np.array(x, dtype=float)
    x[...] = 1 - np.tanh(x) ** 2
    return x
