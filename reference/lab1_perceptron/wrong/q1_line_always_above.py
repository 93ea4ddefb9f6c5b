"""Class 1 is always said to lie above: dividing by a negative theta_2 turns the inequality round."""

QUESTION = "q1_line"


def line(theta):
    return -theta[1] / theta[2], -theta[0] / theta[2], True
