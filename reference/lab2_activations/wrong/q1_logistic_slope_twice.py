"""The slope is taken at sigma(x) instead of x."""

QUESTION = "q1_smooth_slope"


def logistic_slope(x):
    s = logistic(logistic(x))
    return s * (1 - s)
