"""Square roots are taken of both sums before they are divided; R² takes the sums as they are."""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return 1 - np.sqrt(np.sum((true - pred) ** 2) / np.sum((true - true.mean()) ** 2))
