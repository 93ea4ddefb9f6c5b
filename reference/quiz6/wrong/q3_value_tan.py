"""The tangent of an angle, tan, is returned instead of the hyperbolic one, tanh."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    return np.tan(np.asarray(x, dtype=float))
