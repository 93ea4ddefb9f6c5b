"""The line is found through two of its points, and the side by trying a point high above."""

import numpy as np


def line(theta):
    def x2_at(x1):
        return (-theta[0] - theta[1] * x1) / theta[2]

    m = x2_at(1.0) - x2_at(0.0)
    return m, x2_at(0.0), classify(theta, np.array([[0.0, x2_at(0.0) + 100.0]]))[0] == 1


def circle(theta):
    # the gradient of theta^T x is 0 in the centre only
    a, b = np.linalg.solve([[2 * theta[3], 0], [0, 2 * theta[4]]], [-theta[1], -theta[2]])
    value = theta @ np.array([1, a, b, a * a, b * b])
    return float(a), float(b), float(np.sqrt(-value / theta[3]))


def theta_of_circle(centre, radius, inside):
    a, b = centre
    corners = [(a + radius, b), (a, b + radius), (a - radius, b), (a, b - radius)]
    rows = np.array([[1, x, y, x * x + y * y] for x, y in corners])
    t0, t1, t2, t3 = np.linalg.svd(rows)[2][-1]
    theta = np.array([t0, t1, t2, t3, t3]) / t3
    return -theta if inside else theta
