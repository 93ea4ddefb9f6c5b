"""The result is a flat vector, whatever the shape of the input; keep the shape."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    return np.tanh(np.ravel(x))
