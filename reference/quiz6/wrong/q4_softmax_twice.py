"""softmax is applied twice; once is enough."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    p = np.exp(z - np.max(z))
    p = p / np.sum(p)
    exps = np.exp(p)
    return exps / np.sum(exps)
