"""One answer is returned for all points together: say it for each point."""

import numpy as np

QUESTION = "q3_checker"


def holds(points, outputs, weights):
    v = np.asarray(points, dtype=float) @ weights[:-1] + weights[-1]
    wanted = np.asarray(outputs) == 1
    return bool(np.all(np.where(wanted, v >= 0, v < 0)))
