"""The whole vector is reversed for "last": only w0 moves, and w1, ..., wn keep their order."""

import numpy as np

QUESTION = "q2_forms"


def convert(weights, source, target):
    w = np.array(weights, dtype=float)
    if source == "last":
        w = w[::-1].copy()
    if (source == "threshold") != (target == "threshold"):
        w[0] = -w[0]
    return w[::-1] if target == "last" else w
