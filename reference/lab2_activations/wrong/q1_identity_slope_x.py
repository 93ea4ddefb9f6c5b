"""The identity itself comes back instead of its slope."""

import numpy as np

QUESTION = "q1_bent_slope"


def identity_slope(x):
    return np.asarray(x, dtype=float)
