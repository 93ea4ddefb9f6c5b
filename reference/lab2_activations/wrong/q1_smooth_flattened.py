"""The shape is lost: the result is always a flat vector."""

import numpy as np

QUESTION = "q1_smooth"


def arctan(x):
    return np.ravel(np.arctan(np.asarray(x, dtype=float)))
