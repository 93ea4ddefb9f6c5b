"""Row 0 holds ones instead of the bias: the 1 is the input, the bias is its weight."""

import numpy as np

QUESTION = "q1_shapes"


def fold(W, b):
    return np.vstack([np.ones(len(b)), W])
