"""tanh itself is used where its inverse is needed: tanh(k * distance) = 1 - gap is solved by arctanh."""

import numpy as np

QUESTION = "q2_tanh"


def steepness_for(distance, gap):
    return np.tanh(1 - gap) / distance
