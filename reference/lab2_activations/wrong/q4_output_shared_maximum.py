"""One maximum for all rows: a row far below it becomes 0/0."""

import numpy as np

QUESTION = "q4_output"


def outputs(scores, exclusive):
    scores = np.asarray(scores, dtype=float)
    if not exclusive:
        return logistic(scores)
    exps = np.exp(scores - scores.max())
    return exps / exps.sum(axis=1, keepdims=True)
