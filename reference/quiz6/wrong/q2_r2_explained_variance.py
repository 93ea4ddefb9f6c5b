"""The errors' own mean is taken out first: predictions that are all too high by the same amount go
unpunished.
"""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return 1 - np.var(true - pred) / np.var(true)
