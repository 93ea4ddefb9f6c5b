"""That is the steepness a sigmoid needs between 0 and 1: tanh goes from -1 to 1, and holds 2V, not V."""

import numpy as np

QUESTION = "q2_tanh"


def steepness_for(distance, gap):
    return np.log((1 - gap) / gap) / distance
