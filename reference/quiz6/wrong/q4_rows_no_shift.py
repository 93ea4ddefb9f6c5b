"""Nothing is subtracted: e^z overflows, and inf/inf is nan; subtract each row's maximum first."""

import numpy as np

QUESTION = "q4_rows"


def softmax_rows(scores):
    scores = np.asarray(scores, dtype=float)
    exps = np.exp(scores)
    return exps / exps.sum(axis=1, keepdims=True)
