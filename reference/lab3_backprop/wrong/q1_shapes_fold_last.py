"""The bias is the last row: the constant input is number 0, so its row is the first."""

import numpy as np

QUESTION = "q1_shapes"


def fold(W, b):
    return np.vstack([W, b])
