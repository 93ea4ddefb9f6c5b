"""The logarithms of all classes are averaged; only the one at each row's right class counts."""

import numpy as np

QUESTION = "q4_loss"


def cross_entropy(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.mean(logs)
