"""Powers of 2 are used instead of powers of e."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = 2.0 ** (z - np.max(z))
    return exps / np.sum(exps)
