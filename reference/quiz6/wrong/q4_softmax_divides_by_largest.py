"""The exponentials are divided by the largest one; divide by their sum."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.max(z))
    return exps / np.max(exps)
