"""The step goes from -1 to 1; the table's goes from 0 to 1."""

import numpy as np

QUESTION = "q1_bent"


def step(x):
    return np.where(np.asarray(x, dtype=float) < 0, -1.0, 1.0)
