"""The mean is subtracted: an input far above it still overflows; subtract the maximum."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.mean(z))
    return exps / np.sum(exps)
