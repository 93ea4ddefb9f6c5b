"""sigma is taken for 1 / (1 - e^(-x)); there is a plus in the denominator."""

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    return 1 / (1 - np.exp(-np.asarray(x, dtype=float)))
