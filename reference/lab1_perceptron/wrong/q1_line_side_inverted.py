"""The side is the wrong one: where theta_2 is positive, a larger x2 makes the sum larger, so class 1 is
above.
"""

QUESTION = "q1_line"


def line(theta):
    return -theta[1] / theta[2], -theta[0] / theta[2], theta[2] < 0
