"""The half is missing: artanh(y) is half the logarithm of (1 + y)/(1 - y)."""

import numpy as np

QUESTION = "q2_tanh"


def steepness_for(distance, gap):
    return np.log((2 - gap) / gap) / distance
