"""The weighted sum V is returned; the unit's output C is V put through the threshold."""

import numpy as np

QUESTION = "q1_threshold"


def threshold_unit(inputs, weights):
    return np.dot(inputs, weights[:-1]) + weights[-1]
