"""The result is written into the input array; make an array of your own."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    if not isinstance(x, np.ndarray) or x.dtype != float:
        x = np.array(x, dtype=float)
    x[...] = 2 / (1 + np.exp(-2 * x)) - 1
    return x
