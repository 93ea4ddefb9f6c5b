"""Only what is above the limit is clipped; large negative entries have to come up to -limit."""

import numpy as np

QUESTION = "q2_clip"


def clip_by_value(gradient, limit):
    return np.minimum(gradient, limit)
