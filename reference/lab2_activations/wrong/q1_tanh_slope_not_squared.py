"""The square is missing: 1 - tanh in place of 1 - tanh^2."""

import numpy as np

QUESTION = "q1_smooth_slope"


def tanh_slope(x):
    return 1 - np.tanh(np.asarray(x, dtype=float))
