"""The exponent has lost its minus: sigma(z) is 1 / (1 + e^(-z))."""

import numpy as np

QUESTION = "q1_forward"


def layer(x, W, b):
    return 1 / (1 + np.exp(np.asarray(x) @ np.asarray(W) + np.asarray(b)))
