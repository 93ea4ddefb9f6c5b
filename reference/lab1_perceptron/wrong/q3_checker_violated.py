"""It says which inequalities are broken; asked is which ones hold."""

import numpy as np

QUESTION = "q3_checker"


def holds(points, outputs, weights):
    v = np.asarray(points, dtype=float) @ weights[:-1] + weights[-1]
    wanted = np.asarray(outputs) == 1
    return np.where(wanted, v < 0, v >= 0)
