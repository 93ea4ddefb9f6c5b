"""Negative values are cut off at 0; R² is negative where predictions are worse than the mean."""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return max(0.0, 1 - np.sum((true - pred) ** 2) / np.sum((true - true.mean()) ** 2))
