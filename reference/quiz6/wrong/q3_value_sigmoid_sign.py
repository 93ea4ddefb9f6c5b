"""The minus in the exponent is missing: 1 / (1 + e^x)."""

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    return 1 / (1 + np.exp(np.asarray(x, dtype=float)))
