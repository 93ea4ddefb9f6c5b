"""The unit's outputs are returned, not whether they are right: compare them with O."""

import numpy as np

QUESTION = "q3_checker"


def holds(points, outputs, weights):
    v = np.asarray(points, dtype=float) @ weights[:-1] + weights[-1]
    return v >= 0
