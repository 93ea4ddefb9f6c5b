"""The result is stored in an array of whole numbers when the input holds whole numbers; make it an array of
floats.
"""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z)
    exps = np.exp(z.astype(float) - np.max(z))
    out = np.zeros_like(z)
    out[...] = exps / np.sum(exps)
    return out
