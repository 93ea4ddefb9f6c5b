"""Values are rounded to six decimals; return them as they are, and round only what you print."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    return np.round(np.tanh(np.asarray(x, dtype=float)), 6)
