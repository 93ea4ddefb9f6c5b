"""Inputs are cut off at 10, long before sigma is 1."""

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(np.asarray(x, dtype=float), -10, 10)))
