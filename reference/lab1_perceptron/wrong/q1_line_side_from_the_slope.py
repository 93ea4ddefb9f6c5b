"""The side is read off the slope: look at what a larger x2 does to the sum."""

QUESTION = "q1_line"


def line(theta):
    return -theta[1] / theta[2], -theta[0] / theta[2], -theta[1] / theta[2] > 0
