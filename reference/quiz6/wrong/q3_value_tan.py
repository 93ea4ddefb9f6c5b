"""The tangent of an angle instead of the hyperbolic one."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    return np.tan(np.asarray(x, dtype=float))
