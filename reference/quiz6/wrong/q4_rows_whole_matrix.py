"""The vector's code is used on a matrix: one maximum and one sum for all rows; each row needs its own."""

import numpy as np

QUESTION = "q4_rows"


def softmax_rows(scores):
    scores = np.asarray(scores, dtype=float)
    exps = np.exp(scores - scores.max())
    return exps / exps.sum()
