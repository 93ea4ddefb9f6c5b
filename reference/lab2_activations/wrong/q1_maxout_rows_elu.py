"""The left line of ELU is curved; two affine pieces have no curve."""

QUESTION = "q1_maxout"

TWO_PIECES = ["identity", "relu", "leaky relu", "elu"]
