"""convert changes the array that it was given: work on a copy, such as np.array(weights)."""

import numpy as np

QUESTION = "q2_forms"


def convert(weights, source, target):
    if (source == "threshold") != (target == "threshold"):
        weights[-1 if source == "last" else 0] *= -1
    if source == "last" and target != "last":
        return np.roll(weights, 1)
    return np.roll(weights, -1) if target == "last" and source != "last" else weights
