"""The gradient is brought to the limit also where it is shorter: that is normalising, and gives nan for
zeros."""

import numpy as np

QUESTION = "q2_clip"


def clip_by_norm(gradient, limit):
    gradient = np.asarray(gradient, dtype=float)
    return gradient * limit / np.linalg.norm(gradient)
