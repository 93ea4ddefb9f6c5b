"""The bias is left out of V."""

import numpy as np

QUESTION = "q3_checker"


def holds(points, outputs, weights):
    v = np.asarray(points, dtype=float) @ weights[:-1]
    return np.where(np.asarray(outputs) == 1, v >= 0, v < 0)
