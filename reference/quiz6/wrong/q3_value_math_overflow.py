"""math.exp raises OverflowError for large exponents."""

import math

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    flat = [1 / (1 + math.exp(-entry)) for entry in np.ravel(x)]
    return np.reshape(flat, np.shape(x))
