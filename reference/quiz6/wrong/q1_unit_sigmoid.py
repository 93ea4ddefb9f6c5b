"""The unit answers with the sigmoid of V; a threshold unit answers 0 or 1."""

import numpy as np

QUESTION = "q1_threshold"


def threshold_unit(inputs, weights):
    v = np.dot(inputs, weights[:-1]) + weights[-1]
    return 1 / (1 + np.exp(-v))
