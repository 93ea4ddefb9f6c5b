"""Slope and intercept are not divided by theta_2."""

QUESTION = "q1_line"


def line(theta):
    return -theta[1], -theta[0], theta[2] > 0
