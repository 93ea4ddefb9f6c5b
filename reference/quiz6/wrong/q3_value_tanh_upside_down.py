"""Numerator and denominator of tanh are swapped: at 0 it should be 0."""

import numpy as np

QUESTION = "q3_value"


def tanh(x):
    x = np.asarray(x, dtype=float)
    return (np.exp(x) + np.exp(-x)) / (np.exp(x) - np.exp(-x))
