"""The inner derivative 2 of 2 sigma(2x) - 1 is forgotten."""

import numpy as np

QUESTION = "q1_smooth_slope"


def tanh_slope(x):
    s = logistic(2 * np.asarray(x, dtype=float))
    return 2 * s * (1 - s)
