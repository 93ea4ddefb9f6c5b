"""The minus in the exponent is missing: 1 / (1 + e^x) falls where sigma rises."""

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    return 1 / (1 + np.exp(np.asarray(x, dtype=float)))
