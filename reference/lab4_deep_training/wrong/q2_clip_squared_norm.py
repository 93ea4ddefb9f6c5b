"""The sum of squares stands where its root, the norm, is meant."""

import numpy as np

QUESTION = "q2_clip"


def clip_by_norm(gradient, limit):
    gradient = np.asarray(gradient, dtype=float)
    norm = np.sum(gradient**2)
    return gradient * limit / norm if norm > limit else gradient.copy()
