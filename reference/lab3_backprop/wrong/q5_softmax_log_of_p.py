"""The logarithm is taken of p: where p is too small for a number, that is log 0."""

import numpy as np

QUESTION = "q5_softmax"


def softmax_loss(scores, labels):
    scores = np.array(scores, dtype=float)
    labels = np.asarray(labels)
    rows = np.arange(len(scores))
    shifted = scores - scores.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    logs = np.log(p)
    onehot = np.zeros(scores.shape)
    onehot[rows, labels] = 1
    return -logs[rows, labels].mean(), (p - onehot) / len(scores)
