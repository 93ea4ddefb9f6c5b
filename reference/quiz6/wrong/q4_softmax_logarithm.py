"""The logarithm of softmax is returned; asked for is softmax itself."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.max(z))
    return np.log(exps / np.sum(exps))
