"""The slope has the wrong sign: theta_1*x1 changes sides, so m is minus theta_1 over theta_2."""

QUESTION = "q1_line"


def line(theta):
    return theta[1] / theta[2], -theta[0] / theta[2], theta[2] > 0
