"""The maximum is added: the minus of D = -max is lost."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z + np.max(z))
    return exps / np.sum(exps)
