"""The batch is normalised in place: the caller's array is changed."""

import numpy as np

QUESTION = "q3_forward"


def batch_norm(x, gamma, beta, eps=1e-5):
    if not isinstance(x, np.ndarray) or x.dtype != float:
        x = np.array(x, dtype=float)
    x -= x.mean(axis=0)
    x /= np.sqrt(x.var(axis=0) + eps)
    return gamma * x + beta
