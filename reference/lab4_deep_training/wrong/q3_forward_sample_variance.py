"""The variance is divided by N - 1: batch normalisation divides by N."""

import numpy as np

QUESTION = "q3_forward"


def batch_norm(x, gamma, beta, eps=1e-5):
    x = np.asarray(x, dtype=float)
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0, ddof=len(x) > 1) + eps) + beta
