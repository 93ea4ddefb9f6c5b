"""The last weight is used as a threshold, V > w_last: the bias is minus the threshold, so add it to V."""

import numpy as np

QUESTION = "q1_threshold"


def threshold_unit(inputs, weights):
    v = np.dot(inputs, weights[:-1])
    return 1 if v > weights[-1] else 0
