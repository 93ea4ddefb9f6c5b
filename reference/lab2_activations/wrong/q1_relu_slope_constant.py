"""The slope is 1 everywhere; for x < 0 ReLU is flat."""

import numpy as np

QUESTION = "q1_bent_slope"


def relu_slope(x):
    return np.ones(np.shape(x))
