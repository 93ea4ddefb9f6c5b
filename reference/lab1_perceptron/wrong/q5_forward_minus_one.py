"""The hidden units answer -1 and 1; here they answer 0 or 1."""

import numpy as np

QUESTION = "q5_forward"


def forward(X, hidden, output):
    X, hidden, output = (np.asarray(a, dtype=float) for a in (X, hidden, output))
    a = np.where(X @ hidden[1:] + hidden[0] >= 0, 1, -1)
    return (a @ output[1:] + output[0] >= 0).astype(int)
