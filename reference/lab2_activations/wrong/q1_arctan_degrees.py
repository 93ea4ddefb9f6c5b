"""The angle is in degrees; it should be in radians."""

import numpy as np

QUESTION = "q1_smooth"


def arctan(x):
    return np.degrees(np.arctan(np.asarray(x, dtype=float)))
