"""The centre is twice too far out: (x - a) squared holds minus 2*a*x, so divide by 2 as well."""

import numpy as np

QUESTION = "q1_circle"


def circle(theta):
    t0, t1, t2, t3 = np.asarray(theta, dtype=float)[:4]
    a, b = -t1 / t3, -t2 / t3
    return a, b, np.sqrt((a**2 + b**2) / 4 - t0 / t3)
