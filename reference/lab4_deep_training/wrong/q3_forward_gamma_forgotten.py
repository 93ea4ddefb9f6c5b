"""The scale gamma is missing."""

import numpy as np

QUESTION = "q3_forward"


def batch_norm(x, gamma, beta, eps=1e-5):
    x = np.asarray(x, dtype=float)
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta
