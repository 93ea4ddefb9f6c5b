"""A hidden unit whose sum is exactly 0 answers 0: it answers 1, as the output does."""

import numpy as np

QUESTION = "q5_forward"


def forward(X, hidden, output):
    X, hidden, output = (np.asarray(a, dtype=float) for a in (X, hidden, output))
    a = X @ hidden[1:] + hidden[0] > 0
    return (a @ output[1:] + output[0] >= 0).astype(int)
