"""w is moved in place and not moved back by the same amount, so the caller's w changes."""

import numpy as np

QUESTION = "q3_numerical"


def numerical_gradient(f, w, h=1e-5):
    gradient = np.zeros(np.shape(w))
    v = np.array(w, dtype=float)
    for place in np.ndindex(v.shape):
        step = np.zeros(v.shape)
        step[place] = h
        gradient[place] = (f(v + step) - f(v - step)) / (2 * h)
    if isinstance(w, np.ndarray) and w.dtype == float:
        w += h
    return gradient
