"""Gamma and beta are not used."""

import numpy as np

QUESTION = "q3_effect"


def slope_gain(z, gamma, beta, eps=1e-5):
    both = np.array([z, batch_norm(z, np.ones(len(gamma)), np.zeros(len(beta)), eps)])
    s = 1 / (1 + np.exp(-both))
    return np.mean(s * (1 - s), axis=(1, 2))
