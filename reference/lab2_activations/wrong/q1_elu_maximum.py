"""The larger of the two lines is taken; for alpha > 1 that is the wrong one near 0."""

import numpy as np

QUESTION = "q1_bent"


def elu(x, alpha):
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, np.maximum(x, alpha * np.expm1(np.minimum(x, 0))))
