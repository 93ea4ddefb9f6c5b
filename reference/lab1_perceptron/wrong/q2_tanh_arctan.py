"""arctan is the inverse of tan; the inverse of tanh is arctanh."""

import numpy as np

QUESTION = "q2_tanh"


def steepness_for(distance, gap):
    return np.arctan(1 - gap) / distance
