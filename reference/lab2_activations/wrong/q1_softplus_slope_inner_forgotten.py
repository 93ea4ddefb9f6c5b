"""The inner derivative e^x of log(1 + e^x) is forgotten."""

import numpy as np

QUESTION = "q1_smooth_slope"


def softplus_slope(x):
    return 1 / (1 + np.exp(np.asarray(x, dtype=float)))
