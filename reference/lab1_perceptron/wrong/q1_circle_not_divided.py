"""theta is not divided by theta_3 first; that works only where theta_3 is 1."""

import numpy as np

QUESTION = "q1_circle"


def circle(theta):
    t0, t1, t2, t3 = np.asarray(theta, dtype=float)[:4]
    a, b = -t1 / 2, -t2 / 2
    return a, b, np.sqrt(abs(a**2 + b**2 - t0))
