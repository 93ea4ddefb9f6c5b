"""An if-statement decides, which works for single numbers only: for arrays use np.where, or a loop over the
entries.
"""

import numpy as np

QUESTION = "q3_value"


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + np.exp(-x))
    return np.exp(x) / (1 + np.exp(x))
