"""w0 and the last weight are swapped: w1, ..., wn keep their order and move up together."""

import numpy as np

QUESTION = "q2_forms"


def convert(weights, source, target):
    w = np.array(weights, dtype=float)
    if source == "last":
        w[[0, -1]] = w[[-1, 0]]
    if (source == "threshold") != (target == "threshold"):
        w[0] = -w[0]
    if target == "last":
        w[[0, -1]] = w[[-1, 0]]
    return w
