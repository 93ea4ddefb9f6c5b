"""The last feature is x1*x2 in place of x2 squared."""

import numpy as np

QUESTION = "q1_circle"


def circle_class(theta, points):
    x1, x2 = np.asarray(points, dtype=float).T
    return (theta[0] + theta[1] * x1 + theta[2] * x2 + theta[3] * x1**2 + theta[4] * x1 * x2 >= 0).astype(int)
