"""Each entry is clipped by itself, which changes the direction: all entries shrink by one factor."""

import numpy as np

QUESTION = "q2_clip"


def clip_by_norm(gradient, limit):
    return np.clip(np.asarray(gradient, dtype=float), -limit, limit)
