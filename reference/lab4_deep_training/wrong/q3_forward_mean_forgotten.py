"""The batch's mean is not subtracted."""

import numpy as np

QUESTION = "q3_forward"


def batch_norm(x, gamma, beta, eps=1e-5):
    x = np.asarray(x, dtype=float)
    return gamma * x / np.sqrt(x.var(axis=0) + eps) + beta
