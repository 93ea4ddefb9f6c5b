"""Half steps to both sides: the points are h apart; x + h and x - h were asked for."""

import numpy as np

QUESTION = "q2_difference"


def centred_difference(f, x, h):
    x = np.asarray(x, dtype=float)
    return (f(x + h / 2) - f(x - h / 2)) / h
