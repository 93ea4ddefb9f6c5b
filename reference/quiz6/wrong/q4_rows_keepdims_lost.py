"""keepdims is missing: each column, not each row, is divided by a sum, where the shapes fit at all."""

import numpy as np

QUESTION = "q4_rows"


def softmax_rows(scores):
    scores = np.asarray(scores, dtype=float)
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exps / exps.sum(axis=1)
