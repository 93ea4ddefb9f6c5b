"""arctanh is taken of the gap: tanh has to reach 1 - gap."""

import numpy as np

QUESTION = "q2_tanh"


def steepness_for(distance, gap):
    return np.arctanh(gap) / distance
