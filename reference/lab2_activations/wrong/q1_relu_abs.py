"""The negative side is mirrored, as |x| does, instead of cut off."""

import numpy as np

QUESTION = "q1_bent"


def relu(x):
    return np.abs(np.asarray(x, dtype=float))
