"""Outputs are rounded to four decimals."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.max(z))
    return np.round(exps / np.sum(exps), 4)
