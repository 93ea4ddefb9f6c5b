"""The two ways are swapped: clip_by_value shortens the whole gradient."""

import numpy as np

QUESTION = "q2_clip"


def clip_by_value(gradient, limit):
    gradient = np.asarray(gradient, dtype=float)
    norm = np.linalg.norm(gradient)
    return gradient * limit / norm if norm > limit else gradient.copy()
