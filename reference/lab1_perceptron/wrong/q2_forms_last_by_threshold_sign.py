"""On the way from "threshold" to "last" only the place of w0 changes: its sign has to change too."""

import numpy as np

QUESTION = "q2_forms"


def convert(weights, source, target):
    w = np.array(weights, dtype=float)
    if {source, target} == {"threshold", "bias"}:
        w[0] = -w[0]
    elif source == "last" and target != "last":
        w = np.roll(w, 1)
    elif target == "last" and source != "last":
        w = np.roll(w, -1)
    return w
