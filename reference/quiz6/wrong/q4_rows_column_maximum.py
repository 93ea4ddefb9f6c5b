"""The maximum of each column is subtracted instead of that of each row: axis 1."""

import numpy as np

QUESTION = "q4_rows"


def softmax_rows(scores):
    scores = np.asarray(scores, dtype=float)
    exps = np.exp(scores - scores.max(axis=0))
    return exps / exps.sum(axis=1, keepdims=True)
