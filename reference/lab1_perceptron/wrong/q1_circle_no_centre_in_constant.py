"""theta_0 holds the radius only: multiplying out the squares also leaves a**2 + b**2."""

import numpy as np

QUESTION = "q1_circle"


def theta_of_circle(centre, radius, inside):
    a, b = centre
    theta = np.array([-(radius**2), -2 * a, -2 * b, 1, 1], dtype=float)
    return -theta if inside else theta
