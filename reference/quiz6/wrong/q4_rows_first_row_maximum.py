"""The first row's maximum is subtracted from every row; each row needs its own."""

import numpy as np

QUESTION = "q4_rows"


def softmax_rows(scores):
    scores = np.asarray(scores, dtype=float)
    exps = np.exp(scores - scores[0].max())
    return exps / exps.sum(axis=1, keepdims=True)
