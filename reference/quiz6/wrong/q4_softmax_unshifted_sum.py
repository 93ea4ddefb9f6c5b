"""The numerator is shifted, but not the sum below it; use the same shifted inputs in both."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.max(z))
    return exps / np.sum(np.exp(z))
