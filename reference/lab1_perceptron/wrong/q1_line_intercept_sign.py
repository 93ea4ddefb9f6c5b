"""The intercept has the wrong sign: theta_0 changes sides, so c is minus theta_0 over theta_2."""

QUESTION = "q1_line"


def line(theta):
    return -theta[1] / theta[2], theta[0] / theta[2], theta[2] > 0
