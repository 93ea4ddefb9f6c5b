"""The quotient typed as it stands: far out inf/inf gives nan."""

import numpy as np

QUESTION = "q1_smooth"


def tanh(x):
    x = np.asarray(x, dtype=float)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
