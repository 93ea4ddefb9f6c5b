"""The units are tanh units; here they are sigmoid units."""

import numpy as np

QUESTION = "q1_forward"


def layer(x, W, b):
    return np.tanh(np.asarray(x) @ np.asarray(W) + np.asarray(b))
