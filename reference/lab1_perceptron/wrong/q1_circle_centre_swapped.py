"""The two coordinates of the centre are swapped."""

import numpy as np

QUESTION = "q1_circle"


def circle(theta):
    t0, t1, t2, t3 = np.asarray(theta, dtype=float)[:4]
    a, b = -t2 / (2 * t3), -t1 / (2 * t3)
    return a, b, np.sqrt(a**2 + b**2 - t0 / t3)
