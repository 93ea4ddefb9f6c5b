"""PReLU with alpha = 2 bends down at 0, and a maximum of straight lines bends up only."""

QUESTION = "q1_maxout"

TWO_PIECES = ["identity", "relu", "leaky relu", "prelu 2"]
