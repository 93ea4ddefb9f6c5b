"""The input is clipped to avoid overflow, so softplus stops growing."""

import numpy as np

QUESTION = "q1_smooth"


def softplus(x):
    return np.log1p(np.exp(np.clip(np.asarray(x, dtype=float), -500, 500)))
