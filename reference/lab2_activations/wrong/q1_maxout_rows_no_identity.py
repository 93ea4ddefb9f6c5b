"""The identity is a maximum too: of two equal pieces."""

QUESTION = "q1_maxout"

TWO_PIECES = ["relu", "leaky relu"]
