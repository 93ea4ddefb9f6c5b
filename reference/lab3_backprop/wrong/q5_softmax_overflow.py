"""Nothing is subtracted from the scores first, so e^1000 overflows."""

import numpy as np

QUESTION = "q5_softmax"


def softmax_loss(scores, labels):
    scores = np.array(scores, dtype=float)
    labels = np.asarray(labels)
    rows = np.arange(len(scores))
    shifted = scores
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    logs = shifted - np.log(exps.sum(axis=1, keepdims=True))
    onehot = np.zeros(scores.shape)
    onehot[rows, labels] = 1
    return -logs[rows, labels].mean(), (p - onehot) / len(scores)
