"""Outputs are rounded to four decimals; return them as they are, and round only what you print."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.max(z))
    return np.round(exps / np.sum(exps), 4)
