"""Inputs are divided by their maximum, which changes the result; subtract it."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z / np.max(z))
    return exps / np.sum(exps)
