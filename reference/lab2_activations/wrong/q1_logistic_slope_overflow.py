"""e^(-x)/(1 + e^(-x))^2 as it stands: far left inf/inf gives nan."""

import numpy as np

QUESTION = "q1_smooth_slope"


def logistic_slope(x):
    e = np.exp(-np.asarray(x, dtype=float))
    return e / (1 + e) ** 2
