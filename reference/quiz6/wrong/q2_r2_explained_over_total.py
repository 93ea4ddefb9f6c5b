"""The spread of the predictions over that of the targets is returned; the errors have to enter too."""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return np.sum((pred - true.mean()) ** 2) / np.sum((true - true.mean()) ** 2)
