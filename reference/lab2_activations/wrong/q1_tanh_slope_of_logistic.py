"""The logistic function's rule is used for tanh: f(1 - f)."""

import numpy as np

QUESTION = "q1_smooth_slope"


def tanh_slope(x):
    f = np.tanh(np.asarray(x, dtype=float))
    return f * (1 - f)
