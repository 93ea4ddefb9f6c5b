"""The factor alpha is missing: e^x - 1 on the left, whatever alpha is."""

import numpy as np

QUESTION = "q1_bent"


def elu(x, alpha):
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, np.expm1(np.minimum(x, 0)), x)
