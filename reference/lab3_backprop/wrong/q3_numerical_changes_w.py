"""w is moved in place and never moved back: slopes are taken beside w, and the caller's w changes."""

import numpy as np

QUESTION = "q3_numerical"


def numerical_gradient(f, w, h=1e-5):
    w = np.asarray(w, dtype=float)
    gradient = np.zeros(w.shape)
    for place in np.ndindex(w.shape):
        w[place] += h
        above = f(w)
        w[place] -= 2 * h
        gradient[place] = (above - f(w)) / (2 * h)
    return gradient
