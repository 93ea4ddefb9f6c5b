"""softmax is applied twice before the logarithm; scores need it once."""

import numpy as np

QUESTION = "q4_loss"


def cross_entropy(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(scores))
    again = np.exp(np.exp(logs))
    return -np.mean(np.log(again[rows, labels] / again.sum(axis=1)))
