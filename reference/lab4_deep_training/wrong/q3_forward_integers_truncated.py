"""The result is stored in an array of whole numbers when x holds whole numbers."""

import numpy as np

QUESTION = "q3_forward"


def batch_norm(x, gamma, beta, eps=1e-5):
    out = np.empty_like(x)
    out[...] = gamma * (x - np.mean(x, axis=0)) / np.sqrt(np.var(x, axis=0) + eps) + beta
    return out
