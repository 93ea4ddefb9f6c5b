"""Through the logarithm: exp(z - logsumexp(z)), by NumPy's logaddexp."""

import numpy as np


def softmax(z):
    z = np.asarray(z, dtype=float)
    z = z - z.max()
    return np.exp(z - np.logaddexp.reduce(z))


def softmax_rows(scores):
    scores = np.asarray(scores, dtype=float)
    scores = scores - scores.max(axis=1, keepdims=True)
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))


def cross_entropy(scores, labels):
    scores = np.asarray(scores, dtype=float)
    return np.mean(
        np.logaddexp.reduce(scores, axis=1) - np.take_along_axis(scores, np.c_[labels], axis=1).ravel()
    )
