"""An if-statement decides: it works for single numbers only, not for arrays."""

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + np.exp(-x))
    return np.exp(x) / (1 + np.exp(x))
