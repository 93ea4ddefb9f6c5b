"""The slopes are written into the input array."""

import numpy as np

QUESTION = "q1_bent_slope"


def leaky_relu_slope(x):
    x = np.asarray(x)
    if x.dtype != float:
        x = x.astype(float)
    left = x < 0
    x[left] = 0.1
    x[~left] = 1
    return x
