"""Steps are added to whole numbers and cut off: make w an array of floats first."""

import numpy as np

QUESTION = "q3_numerical"


def numerical_gradient(f, w, h=1e-5):
    w = np.array(w)
    gradient = np.zeros(w.shape)
    for place in np.ndindex(w.shape):
        kept = w[place]
        w[place] = kept + h
        above = f(w)
        w[place] = kept - h
        gradient[place] = (above - f(w)) / (2 * h)
        w[place] = kept
    return gradient
