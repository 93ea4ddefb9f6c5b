"""The result is written into the input array."""

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    if not isinstance(x, np.ndarray) or x.dtype != float:
        x = np.array(x, dtype=float)
    x[...] = 1 / (1 + np.exp(-x))
    return x
