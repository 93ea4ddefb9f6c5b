"""max(alpha x, x) is PReLU only for alpha <= 1; go by the two lines."""

import numpy as np

QUESTION = "q1_bent"


def prelu(x, alpha):
    return np.maximum(alpha * np.asarray(x, dtype=float), np.asarray(x, dtype=float))
