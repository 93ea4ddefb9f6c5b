"""e^(-x)/(1 + e^(-x))^2 as it stands: far out on the left inf/inf gives nan."""

import numpy as np

QUESTION = "q3_slope"


def sigmoid_derivative(x):
    x = np.asarray(x, dtype=float)
    return np.exp(-x) / (1 + np.exp(-x)) ** 2
