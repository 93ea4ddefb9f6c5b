"""Each input goes through sigma and all are divided by their sum; softmax divides e^z by the sum of all
e^z.
"""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    s = 1 / (1 + np.exp(-z))
    return s / np.sum(s)
