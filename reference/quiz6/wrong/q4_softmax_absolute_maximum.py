"""The largest absolute value is subtracted: very negative inputs give 0/0; subtract the maximum."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.max(np.abs(z)))
    return exps / np.sum(exps)
