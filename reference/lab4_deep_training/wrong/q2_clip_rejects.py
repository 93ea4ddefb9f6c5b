"""Entries beyond the range become 0: they belong at the nearer end of the range."""

import numpy as np

QUESTION = "q2_clip"


def clip_by_value(gradient, limit):
    gradient = np.asarray(gradient)
    return np.where(np.abs(gradient) <= limit, gradient, 0.0)
