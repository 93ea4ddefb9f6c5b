"""The sides are swapped: alpha on the right, 1 on the left."""

import numpy as np

QUESTION = "q1_bent_slope"


def prelu_slope(x, alpha):
    return np.where(np.asarray(x, dtype=float) < 0, 1.0, alpha)
