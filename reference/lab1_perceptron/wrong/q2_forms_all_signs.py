"""All weights change their sign between "threshold" and "bias"; only w0 does."""

import numpy as np

QUESTION = "q2_forms"


def convert(weights, source, target):
    w = np.array(weights, dtype=float)
    if source == "last":
        w = np.roll(w, 1)
    if (source == "threshold") != (target == "threshold"):
        w = -w
    return np.roll(w, -1) if target == "last" else w
