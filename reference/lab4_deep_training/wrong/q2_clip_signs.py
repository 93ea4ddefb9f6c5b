"""Every entry becomes limit or -limit, also small ones."""

import numpy as np

QUESTION = "q2_clip"


def clip_by_value(gradient, limit):
    return limit * np.sign(gradient)
