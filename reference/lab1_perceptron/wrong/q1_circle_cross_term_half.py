"""theta_1 and theta_2 are half of what they should be: (x - a) squared holds 2*a*x."""

import numpy as np

QUESTION = "q1_circle"


def theta_of_circle(centre, radius, inside):
    a, b = centre
    theta = np.array([a**2 + b**2 - radius**2, -a, -b, 1, 1], dtype=float)
    return -theta if inside else theta
