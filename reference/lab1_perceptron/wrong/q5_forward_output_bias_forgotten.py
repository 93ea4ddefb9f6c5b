"""The output's bias is left out."""

import numpy as np

QUESTION = "q5_forward"


def forward(X, hidden, output):
    X, hidden, output = (np.asarray(a, dtype=float) for a in (X, hidden, output))
    a = X @ hidden[1:] + hidden[0] >= 0
    return (a @ output[1:] >= 0).astype(int)
