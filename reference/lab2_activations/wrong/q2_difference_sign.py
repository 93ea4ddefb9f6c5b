"""The order is reversed: f(x - h) - f(x + h) has the wrong sign."""

import numpy as np

QUESTION = "q2_difference"


def centred_difference(f, x, h):
    x = np.asarray(x, dtype=float)
    return (f(x - h) - f(x + h)) / (2 * h)
