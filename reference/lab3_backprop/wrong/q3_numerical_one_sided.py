"""The difference is one-sided, f(w + h) - f(w), so its error shrinks only like h."""

import numpy as np

QUESTION = "q3_numerical"


def numerical_gradient(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    gradient = np.zeros(w.shape)
    for place in np.ndindex(w.shape):
        step = np.zeros(w.shape)
        step[place] = h
        gradient[place] = (f(w + step) - f(w)) / h
    return gradient
