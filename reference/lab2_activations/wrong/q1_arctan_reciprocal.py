"""tan^-1 is the inverse function, not the reciprocal 1/tan."""

import numpy as np

QUESTION = "q1_smooth"


def arctan(x):
    x = np.asarray(x, dtype=float)
    return 1 / np.tan(np.where(x == 0, 1e-300, x))
