"""The first weight is taken for the bias; here the bias stands last."""

import numpy as np

QUESTION = "q1_threshold"


def threshold_unit(inputs, weights):
    return 1 if weights[0] + np.dot(inputs, weights[1:]) > 0 else 0
