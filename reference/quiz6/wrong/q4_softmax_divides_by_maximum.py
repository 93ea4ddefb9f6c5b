"""Inputs are divided by their maximum instead of shifted."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z / np.max(z))
    return exps / np.sum(exps)
