""" "last" is read as a threshold that comes last: it is a bias, so it has the sign of the form "bias"."""

import numpy as np

QUESTION = "q2_forms"


def convert(weights, source, target):
    w = np.array(weights, dtype=float)
    if source == "last":
        w = np.roll(w, 1)
    if (source == "bias") != (target == "bias"):
        w[0] = -w[0]
    return np.roll(w, -1) if target == "last" else w
