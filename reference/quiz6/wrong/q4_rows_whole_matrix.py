"""The vector's code on a matrix: one maximum and one sum for all rows."""

import numpy as np

QUESTION = "q4_rows"


def softmax_rows(scores):
    scores = np.asarray(scores, dtype=float)
    exps = np.exp(scores - scores.max())
    return exps / exps.sum()
