"""The gap is halved; the step is -1 or 1, and the gap is measured from there."""

import numpy as np

QUESTION = "q2_tanh"


def steepness_for(distance, gap):
    return np.arctanh(1 - gap / 2) / distance
