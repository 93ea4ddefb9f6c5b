"""At 0 the slope is 0 here; by the table x >= 0 gives 1."""

import numpy as np

QUESTION = "q1_bent_slope"


def relu_slope(x):
    return np.where(np.asarray(x, dtype=float) > 0, 1.0, 0.0)
