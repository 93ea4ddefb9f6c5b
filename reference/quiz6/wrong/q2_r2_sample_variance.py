"""A sum over N is divided by a variance over N - 1: use two sums, or two means."""

import numpy as np

QUESTION = "q2_r2"


def r_squared(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return 1 - np.mean((true - pred) ** 2) / np.var(true, ddof=1)
