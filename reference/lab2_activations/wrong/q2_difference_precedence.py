"""/ 2 * h divides by 2 and multiplies by h; write / (2 * h)."""

import numpy as np

QUESTION = "q2_difference"


def centred_difference(f, x, h):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x - h)) / 2 * h
