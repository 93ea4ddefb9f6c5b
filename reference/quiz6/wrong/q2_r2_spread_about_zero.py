"""The spread is taken about 0; it must be about the targets' mean."""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return 1 - np.sum((true - pred) ** 2) / np.sum(true**2)
