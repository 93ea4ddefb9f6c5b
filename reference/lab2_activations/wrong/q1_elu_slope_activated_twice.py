"""f(x) + alpha is computed from f(f(x)): the argument is activated already."""

import numpy as np

QUESTION = "q1_bent_slope"


def elu_slope(x, alpha):
    return np.where(np.asarray(x, dtype=float) < 0, elu(elu(x, alpha), alpha) + alpha, 1.0)
