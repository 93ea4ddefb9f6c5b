"""The sum is compared with theta_0 instead of with minus theta_0: take theta_0 to the other side with
care.
"""

import numpy as np

QUESTION = "q1_line"


def classify(theta, X):
    return (np.asarray(X) @ theta[1:] >= theta[0]).astype(int)
