"""Sigmoids divided by their sum are not the softmax, though they sum to 1."""

import numpy as np

QUESTION = "q4_output"


def outputs(scores, exclusive):
    scores = np.asarray(scores, dtype=float)
    if not exclusive:
        return logistic(scores)
    s = logistic(scores)
    return s / s.sum(axis=1, keepdims=True)
