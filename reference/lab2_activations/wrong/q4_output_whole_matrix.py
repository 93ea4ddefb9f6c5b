"""The sum runs over the whole matrix, so rows no longer sum to 1."""

import numpy as np

QUESTION = "q4_output"


def outputs(scores, exclusive):
    scores = np.asarray(scores, dtype=float)
    if not exclusive:
        return logistic(scores)
    exps = np.exp(scores - scores.max())
    return exps / exps.sum()
