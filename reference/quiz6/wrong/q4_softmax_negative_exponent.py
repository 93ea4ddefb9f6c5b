"""A minus too many in the exponent: the smallest input gets the largest share."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(np.min(z) - z)
    return exps / np.sum(exps)
