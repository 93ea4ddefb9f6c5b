"""A wrong sign: f(1 + f) in place of f(1 - f)."""

QUESTION = "q1_smooth_slope"


def logistic_slope(x):
    return logistic(x) * (1 + logistic(x))
