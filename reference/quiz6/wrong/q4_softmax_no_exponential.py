"""The inputs are divided by their sum; e^z is missing."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    return z / np.sum(z)
