"""The distance is not looked at."""

import numpy as np

QUESTION = "q2_tanh"


def steepness_for(distance, gap):
    return np.arctanh(1 - gap)
