"""The sign changes even where both forms are "threshold": from a form to itself nothing changes."""

import numpy as np

QUESTION = "q2_forms"


def convert(weights, source, target):
    w = np.array(weights, dtype=float)
    if source == "last":
        w = np.roll(w, 1)
    if source == "threshold" or target == "threshold":
        w[0] = -w[0]
    return np.roll(w, -1) if target == "last" else w
