"""Only theta_0 is turned for the inside: all five entries change their sign."""

import numpy as np

QUESTION = "q1_circle"


def theta_of_circle(centre, radius, inside):
    a, b = centre
    theta = np.array([a**2 + b**2 - radius**2, -2 * a, -2 * b, 1, 1], dtype=float)
    return theta * [-1, 1, 1, 1, 1] if inside else theta
