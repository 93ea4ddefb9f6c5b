"""The two cases are swapped: exclusive classes need the softmax."""

import numpy as np

QUESTION = "q4_output"


def outputs(scores, exclusive):
    scores = np.asarray(scores, dtype=float)
    if exclusive:
        return logistic(scores)
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exps / exps.sum(axis=1, keepdims=True)
