"""The rows with O = 1 are turned instead of those with O = 0."""

import numpy as np

QUESTION = "q3_checker"


def inequalities(points, outputs):
    points, signs = np.asarray(points, dtype=float), np.where(np.asarray(outputs) == 1, 1, -1)[:, None]
    return -np.hstack([points, np.ones_like(signs)]) * signs


def holds(points, outputs, weights):
    v = np.asarray(points, dtype=float) @ weights[:-1] + weights[-1]
    return np.where(np.asarray(outputs) == 1, v >= 0, v < 0)
