"""The output is turned round: it is 0 where V is positive."""

import numpy as np

QUESTION = "q1_threshold"


def threshold_unit(inputs, weights):
    v = np.dot(inputs, weights[:-1]) + weights[-1]
    return 0 if v > 0 else 1
