"""The points are 2h apart, but the difference is divided by h."""

import numpy as np

QUESTION = "q2_difference"


def centred_difference(f, x, h):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x - h)) / h
