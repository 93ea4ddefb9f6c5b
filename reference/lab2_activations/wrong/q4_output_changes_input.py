"""The maximum is subtracted from the caller's own array."""

import numpy as np

QUESTION = "q4_output"


def outputs(scores, exclusive):
    if not exclusive:
        return logistic(scores)
    scores -= np.max(scores, axis=1, keepdims=True)
    exps = np.exp(scores)
    return exps / exps.sum(axis=1, keepdims=True)
