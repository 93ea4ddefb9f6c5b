"""Softmax runs down the columns; every row is an example of its own."""

import numpy as np

QUESTION = "q4_output"


def outputs(scores, exclusive):
    scores = np.asarray(scores, dtype=float)
    if not exclusive:
        return logistic(scores)
    exps = np.exp(scores - scores.max(axis=0))
    return exps / exps.sum(axis=0)
