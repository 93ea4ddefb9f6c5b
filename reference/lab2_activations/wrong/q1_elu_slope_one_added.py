"""1 is added to f(x) where alpha should be; right for alpha = 1 only."""

import numpy as np

QUESTION = "q1_bent_slope"


def elu_slope(x, alpha):
    return np.where(np.asarray(x, dtype=float) < 0, elu(x, alpha) + 1, 1.0)
