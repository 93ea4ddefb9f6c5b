"""There is no epsilon: a feature that never varies gives 0/0."""

import numpy as np

QUESTION = "q3_forward"


def batch_norm(x, gamma, beta, eps=1e-5):
    x = np.asarray(x, dtype=float)
    return gamma * (x - x.mean(axis=0)) / x.std(axis=0) + beta
