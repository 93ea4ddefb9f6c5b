"""The bias weight is left out of V: its input is always 1, so it is always added."""

import numpy as np

QUESTION = "q1_threshold"


def threshold_unit(inputs, weights):
    return 1 if np.dot(inputs, weights[:-1]) > 0 else 0
