"""The result is kept in an array of whole numbers when x holds whole numbers."""

import numpy as np

QUESTION = "q1_smooth"


def tanh(x):
    out = np.array(x)
    out[...] = np.tanh(np.array(x, dtype=float))
    return out
