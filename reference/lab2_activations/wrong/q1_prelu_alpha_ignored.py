"""The parameter alpha is not used: the slope on the left is always 0.1."""

import numpy as np

QUESTION = "q1_bent"


def prelu(x, alpha):
    return np.where(
        np.asarray(x, dtype=float) < 0, 0.1 * np.asarray(x, dtype=float), np.asarray(x, dtype=float)
    )
