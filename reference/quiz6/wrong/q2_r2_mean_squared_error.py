"""The mean squared error is returned; R² compares it with the targets' spread."""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return np.mean((true - pred) ** 2)
