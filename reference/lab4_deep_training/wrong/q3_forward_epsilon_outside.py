"""Epsilon is added to the root; it belongs under it, to the variance."""

import numpy as np

QUESTION = "q3_forward"


def batch_norm(x, gamma, beta, eps=1e-5):
    x = np.asarray(x, dtype=float)
    return gamma * (x - x.mean(axis=0)) / (x.std(axis=0) + eps) + beta
