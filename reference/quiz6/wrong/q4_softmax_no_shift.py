"""Nothing is subtracted: e^z overflows, and inf/inf is nan; subtract the maximum first."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(z)
    return exps / np.sum(exps)
