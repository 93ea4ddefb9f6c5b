"""The side is read off theta_0, which only says on which side the origin lies."""

QUESTION = "q1_line"


def line(theta):
    return -theta[1] / theta[2], -theta[0] / theta[2], theta[0] < 0
