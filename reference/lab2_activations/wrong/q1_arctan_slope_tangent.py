"""That is the slope of the tangent, 1 + tan^2; arctan is its inverse."""

import numpy as np

QUESTION = "q1_smooth_slope"


def arctan_slope(x):
    return 1 + np.tan(np.asarray(x, dtype=float)) ** 2
