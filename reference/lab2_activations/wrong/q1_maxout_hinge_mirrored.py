"""The hinge rises to the right, x - 1; it should rise to the left, 1 - x."""

QUESTION = "q1_maxout"

MAXOUT = {"relu": (0, 0, 1, 0), "abs": (-1, 0, 1, 0), "hinge": (0, 0, 1, -1)}
