"""theta_0 is left out of the sum, so that the boundary always runs through the origin."""

import numpy as np

QUESTION = "q1_line"


def classify(theta, X):
    return (np.asarray(X) @ theta[1:] >= 0).astype(int)
