"""Inside and outside are swapped: with theta_3 positive the sum grows away from the centre."""

import numpy as np

QUESTION = "q1_circle"


def theta_of_circle(centre, radius, inside):
    a, b = centre
    theta = np.array([a**2 + b**2 - radius**2, -2 * a, -2 * b, 1, 1], dtype=float)
    return theta if inside else -theta
