"""The result is kept in an array of whole numbers when x holds whole numbers."""

import numpy as np

QUESTION = "q1_bent"


def leaky_relu(x):
    out = np.array(x)
    out[out < 0] = 0.1 * out[out < 0]
    return out
