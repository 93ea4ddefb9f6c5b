"""The logarithm of a softmax that has become 0 is -inf; subtract log(sum of e^z) from the shifted scores
instead.
"""

import numpy as np

QUESTION = "q4_loss"


def cross_entropy(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(scores))
    return -np.mean(np.log(np.exp(logs[rows, labels])))
