"""The left line's value 0.1 x is returned where its slope 0.1 is wanted."""

import numpy as np

QUESTION = "q1_bent_slope"


def leaky_relu_slope(x):
    return np.where(np.asarray(x, dtype=float) < 0, 0.1 * np.asarray(x, dtype=float), 1.0)
