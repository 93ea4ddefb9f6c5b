"""The folded matrix is turned round: the bias is a row on top, not a column in front."""

import numpy as np

QUESTION = "q1_shapes"


def fold(W, b):
    return np.vstack([b, W]).T
