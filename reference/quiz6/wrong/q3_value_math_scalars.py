"""The math module takes single numbers only; NumPy's functions take arrays too: np.exp for math.exp."""

import math

QUESTION = "q3_value"


def sigmoid(x):
    return 1 / (1 + math.exp(-x))
