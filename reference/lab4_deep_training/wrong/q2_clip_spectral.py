"""np.linalg.norm(gradient, 2) of a matrix is its spectral norm; the norm meant is that of all entries."""

import numpy as np

QUESTION = "q2_clip"


def clip_by_norm(gradient, limit):
    gradient = np.asarray(gradient, dtype=float)
    norm = np.linalg.norm(gradient, 2)
    return gradient * limit / norm if norm > limit else gradient.copy()
