"""A one-sided difference stands in for the derivative: some six digits only."""

import numpy as np

QUESTION = "q1_smooth_slope"


def arctan_slope(x):
    x = np.asarray(x, dtype=float)
    return (np.arctan(x + 1e-6) - np.arctan(x)) / 1e-6
