"""A small number is added to the sum, so the outputs no longer sum to 1; after the shift the sum is 1 or
more and needs none.
"""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z - np.max(z))
    return exps / (np.sum(exps) + 1e-8)
