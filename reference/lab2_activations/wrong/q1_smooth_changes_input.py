"""The result is written into the input array."""

import numpy as np

QUESTION = "q1_smooth"


def arctan(x):
    if not isinstance(x, np.ndarray) or x.dtype != float:
        x = np.array(x, dtype=float)
    x[...] = np.arctan(x)
    return x
