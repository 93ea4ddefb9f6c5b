"""The diameter is returned instead of the radius."""

import numpy as np

QUESTION = "q1_circle"


def circle(theta):
    t0, t1, t2, t3 = np.asarray(theta, dtype=float)[:4]
    a, b = -t1 / (2 * t3), -t2 / (2 * t3)
    return a, b, 2 * np.sqrt(a**2 + b**2 - t0 / t3)
