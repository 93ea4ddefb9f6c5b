"""The result is written into the input array."""

import numpy as np

QUESTION = "q1_smooth_slope"


def tanh_slope(x):
    if not isinstance(x, np.ndarray) or x.dtype != float:
        x = np.array(x, dtype=float)
    x[...] = 1 - np.tanh(x) ** 2
    return x
