"""theta^T x itself is compared with 0.5: it is g(theta^T x) that reaches 0.5, and theta^T x that reaches
0.
"""

import numpy as np

QUESTION = "q1_line"


def classify(theta, X):
    return (np.asarray(X) @ theta[1:] + theta[0] >= 0.5).astype(int)
