"""The variance is computed as mean of squares minus square of the mean: with a large mean all digits
cancel."""

import numpy as np

QUESTION = "q3_forward"


def batch_norm(x, gamma, beta, eps=1e-5):
    x = np.asarray(x, dtype=float)
    mean = x.mean(axis=0)
    variance = np.maximum((x**2).mean(axis=0) - mean**2, 0)
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta
