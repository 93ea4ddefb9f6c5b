"""The squared correlation is returned: it forgives any shift and scale of the predictions and is never
negative.
"""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return np.corrcoef(true, pred)[0, 1] ** 2
