"""The order is w1, b1, w2, b2; here both weights stand before both biases."""

QUESTION = "q1_maxout"

MAXOUT = {"relu": (0, 1, 0, 0), "abs": (-1, 1, 0, 0), "hinge": (0, -1, 0, 1)}
