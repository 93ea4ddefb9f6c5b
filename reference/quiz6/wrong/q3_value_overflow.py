"""e^x overflows: far out, inf/inf gives nan. For large x divide both parts by e^x first."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    x = np.asarray(x, dtype=float)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
