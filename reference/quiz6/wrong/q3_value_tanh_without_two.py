"""tanh is taken for sigma(2x) - 1: the factor 2 before sigma is missing."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    return 1 / (1 + np.exp(-2 * np.asarray(x, dtype=float))) - 1
