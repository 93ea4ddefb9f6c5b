"""The -1 is missing: alpha e^x does not meet the other line at 0."""

import numpy as np

QUESTION = "q1_bent"


def elu(x, alpha):
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * np.exp(np.minimum(x, 0)), x)
