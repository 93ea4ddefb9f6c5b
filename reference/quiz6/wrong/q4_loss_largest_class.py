"""The largest softmax of each row is used, whatever the label; take the one at the row's label."""

import numpy as np

QUESTION = "q4_loss"


def cross_entropy(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.mean(np.max(logs, axis=1))
