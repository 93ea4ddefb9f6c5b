"""The -1 stands outside: alpha e^x - 1 in place of alpha (e^x - 1)."""

import numpy as np

QUESTION = "q1_bent"


def elu(x, alpha):
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * np.exp(np.minimum(x, 0)) - 1, x)
