"""The smaller of 0.1 x and x is taken instead of the larger."""

import numpy as np

QUESTION = "q1_bent"


def leaky_relu(x):
    return np.minimum(0.1 * np.asarray(x, dtype=float), np.asarray(x, dtype=float))
