"""The step's height is taken for its slope: right of 0 it is flat too."""

import numpy as np

QUESTION = "q1_bent_slope"


def step_slope(x):
    return np.where(np.asarray(x, dtype=float) < 0, 0.0, 1.0)
