"""The negative entries of the input itself are set to 0; work on a copy."""

import numpy as np

QUESTION = "q1_bent"


def relu(x):
    x = np.asarray(x)
    if x.dtype != float:
        x = x.astype(float)
    x[x < 0] = 0
    return x
