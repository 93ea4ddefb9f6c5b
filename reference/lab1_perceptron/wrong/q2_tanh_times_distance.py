"""k is multiplied by the distance: the closer V may come to 0, the steeper tanh has to be, so divide."""

import numpy as np

QUESTION = "q2_tanh"


def steepness_for(distance, gap):
    return np.arctanh(1 - gap) * distance
