"""Both lines are computed and multiplied by 0 or 1; far right inf times 0 is nan."""

import numpy as np

QUESTION = "q1_bent_slope"


def elu_slope(x, alpha):
    x = np.asarray(x, dtype=float)
    return (x >= 0) * 1.0 + (x < 0) * alpha * np.exp(x)
