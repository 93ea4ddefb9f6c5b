"""A single 1 comes back; every entry of x has a slope of its own."""

QUESTION = "q1_bent_slope"


def identity_slope(x):
    return 1.0
