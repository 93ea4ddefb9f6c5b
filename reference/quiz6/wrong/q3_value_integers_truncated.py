"""The result is stored in an array of whole numbers when the input holds whole numbers; make the result an
array of floats.
"""

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    x = np.asarray(x)
    out = np.zeros_like(x)
    out[...] = 1 / (1 + np.exp(-x.astype(float)))
    return out
