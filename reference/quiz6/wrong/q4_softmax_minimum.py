"""The minimum is subtracted: the largest exponent grows by it; subtract the maximum."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.min(z))
    return exps / np.sum(exps)
