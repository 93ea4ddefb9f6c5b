"""The slope is upside down, theta_2 over theta_1: divide by what stands before x2."""

QUESTION = "q1_line"


def line(theta):
    return (-theta[2] / theta[1] if theta[1] else 0.0), -theta[0] / theta[2], theta[2] > 0
