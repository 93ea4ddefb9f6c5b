"""At 0 the left line is used; by the table x >= 0 has the slope 1."""

import numpy as np

QUESTION = "q1_bent_slope"


def elu_slope(x, alpha):
    return np.where(
        np.asarray(x, dtype=float) <= 0, alpha * np.exp(np.minimum(np.asarray(x, dtype=float), 0)), 1.0
    )
