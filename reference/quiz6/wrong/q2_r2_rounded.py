"""R² is rounded inside r_squared; return it as it is, and round only what you print."""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return round(1 - np.sum((true - pred) ** 2) / np.sum((true - true.mean()) ** 2), 3)
