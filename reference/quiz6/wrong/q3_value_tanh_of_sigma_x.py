"""tanh is taken for 2 sigma(x) - 1: the 2 inside sigma is missing, 2 sigma(2x) - 1."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    return 2 / (1 + np.exp(-np.asarray(x, dtype=float))) - 1
