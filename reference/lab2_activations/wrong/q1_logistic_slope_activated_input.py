"""x is taken for an already activated value: x(1 - x)."""

import numpy as np

QUESTION = "q1_smooth_slope"


def logistic_slope(x):
    return np.asarray(x, dtype=float) * (1 - np.asarray(x, dtype=float))
