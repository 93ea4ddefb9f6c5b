"""The two numbers stand in the wrong order: the slope at z comes first."""

import numpy as np

QUESTION = "q3_effect"


def slope_gain(z, gamma, beta, eps=1e-5):
    both = np.array([batch_norm(z, gamma, beta, eps), z])
    s = 1 / (1 + np.exp(-both))
    return np.mean(s * (1 - s), axis=(1, 2))
