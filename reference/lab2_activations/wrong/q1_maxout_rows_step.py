"""The step jumps; a maximum of two affine pieces never does."""

QUESTION = "q1_maxout"

TWO_PIECES = ["identity", "relu", "leaky relu", "step"]
