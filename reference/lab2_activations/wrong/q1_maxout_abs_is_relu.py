"""The pieces for |x| give ReLU: the left piece should rise to the left."""

QUESTION = "q1_maxout"

MAXOUT = {"relu": (0, 0, 1, 0), "abs": (0, 0, 1, 0), "hinge": (0, 0, -1, 1)}
