"""The 1 of the bias keeps its sign where O is 0: the whole row is turned."""

import numpy as np

QUESTION = "q3_checker"


def inequalities(points, outputs):
    points, signs = np.asarray(points, dtype=float), np.where(np.asarray(outputs) == 1, 1, -1)[:, None]
    return np.hstack([points * signs, np.ones_like(signs)])


def holds(points, outputs, weights):
    v = np.asarray(points, dtype=float) @ weights[:-1] + weights[-1]
    return np.where(np.asarray(outputs) == 1, v >= 0, v < 0)
