"""At V = 0 the inequality of a point with O = 1 is said to fail: the slide asks for V >= 0 there."""

import numpy as np

QUESTION = "q3_checker"


def holds(points, outputs, weights):
    v = np.asarray(points, dtype=float) @ weights[:-1] + weights[-1]
    wanted = np.asarray(outputs) == 1
    return np.where(wanted, v > 0, v < 0)
