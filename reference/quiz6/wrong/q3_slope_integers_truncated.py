"""The slope is stored in an array of whole numbers when the input holds whole numbers; make the result an
array of floats.
"""

import numpy as np

QUESTION = "q3_slope"


def tanh_derivative(x):
    x = np.asarray(x)
    out = np.empty_like(x)
    out[...] = 1 - np.tanh(x.astype(float)) ** 2
    return out
