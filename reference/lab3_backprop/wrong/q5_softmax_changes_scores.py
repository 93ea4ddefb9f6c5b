"""The maximum is subtracted in place, so the caller's scores change."""

import numpy as np

QUESTION = "q5_softmax"


def softmax_loss(scores, labels):
    if not isinstance(scores, np.ndarray) or scores.dtype != float:
        scores = np.array(scores, dtype=float)
    labels = np.asarray(labels)
    scores -= scores.max(axis=1, keepdims=True)
    rows = np.arange(len(scores))
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    d = np.exp(logs)
    d[rows, labels] -= 1
    return -logs[rows, labels].mean(), d / len(scores)
