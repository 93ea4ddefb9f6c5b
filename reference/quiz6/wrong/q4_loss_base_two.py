"""The logarithm has base 2; use the natural one, np.log."""

import numpy as np

QUESTION = "q4_loss"


def cross_entropy(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(scores))
    return -np.mean(logs[rows, labels]) / np.log(2)
