"""The hidden units are sigmoids; threshold units answer 0 or 1."""

import numpy as np

QUESTION = "q5_forward"


def forward(X, hidden, output):
    X, hidden, output = (np.asarray(a, dtype=float) for a in (X, hidden, output))
    a = 1 / (1 + np.exp(-(X @ hidden[1:] + hidden[0])))
    return (a @ output[1:] + output[0] >= 0).astype(int)
