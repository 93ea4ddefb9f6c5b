"""w0 keeps its sign between "threshold" and "bias": the bias is minus the threshold."""

import numpy as np

QUESTION = "q2_forms"


def convert(weights, source, target):
    w = np.array(weights, dtype=float)
    if source == "last":
        w = np.roll(w, 1)
    return np.roll(w, -1) if target == "last" else w
