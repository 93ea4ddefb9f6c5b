"""The input itself is shifted, in place; write z = z - maximum, which makes a new array."""

import numpy as np

QUESTION = "q4_rows"


def softmax_rows(scores):
    if not isinstance(scores, np.ndarray) or scores.dtype.kind != "f":
        scores = np.array(scores, dtype=float)
    scores -= scores.max(axis=1, keepdims=True)
    exps = np.exp(scores)
    return exps / exps.sum(axis=1, keepdims=True)
