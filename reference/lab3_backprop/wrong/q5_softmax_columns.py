"""The softmax runs down the columns; every row is one example."""

import numpy as np

QUESTION = "q5_softmax"


def softmax_loss(scores, labels):
    scores = np.array(scores, dtype=float)
    labels = np.asarray(labels)
    rows = np.arange(len(scores))
    shifted = scores - scores.max(axis=0)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=0)
    logs = shifted - np.log(exps.sum(axis=0))
    onehot = np.zeros(scores.shape)
    onehot[rows, labels] = 1
    return -logs[rows, labels].mean(), (p - onehot) / len(scores)
