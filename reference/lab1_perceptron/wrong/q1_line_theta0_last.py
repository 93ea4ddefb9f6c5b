"""theta_0 is taken to stand last: it is the first entry of theta, and belongs to the constant 1."""

import numpy as np

QUESTION = "q1_line"


def classify(theta, X):
    return (np.asarray(X) @ theta[:-1] + theta[-1] >= 0).astype(int)
