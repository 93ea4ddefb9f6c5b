"""Softmax without a shift: e^1000 overflows and inf/inf is nan."""

import numpy as np

QUESTION = "q4_output"


def outputs(scores, exclusive):
    scores = np.asarray(scores, dtype=float)
    if not exclusive:
        return logistic(scores)
    exps = np.exp(scores)
    return exps / exps.sum(axis=1, keepdims=True)
