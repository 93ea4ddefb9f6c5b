"""f'(x) is f(x) + alpha on the left; the alpha is not added."""

import numpy as np

QUESTION = "q1_bent_slope"


def elu_slope(x, alpha):
    return np.where(np.asarray(x, dtype=float) < 0, elu(x, alpha), 1.0)
