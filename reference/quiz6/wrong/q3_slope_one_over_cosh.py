"""The slope of tanh is taken for 1/cosh; it is 1/cosh^2: the square is missing."""

import numpy as np

QUESTION = "q3_slope"


def tanh_derivative(x):
    return 1 / np.cosh(np.clip(np.asarray(x, dtype=float), -300, 300))
