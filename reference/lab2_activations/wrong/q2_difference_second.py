"""That is the second derivative: f(x + h) - 2 f(x) + f(x - h) over h squared."""

import numpy as np

QUESTION = "q2_difference"


def centred_difference(f, x, h):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2
