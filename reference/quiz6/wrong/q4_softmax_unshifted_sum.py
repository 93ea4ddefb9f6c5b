"""Shifted above, not below: the sum is taken over e^z without the shift."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.max(z))
    return exps / np.sum(np.exp(z))
