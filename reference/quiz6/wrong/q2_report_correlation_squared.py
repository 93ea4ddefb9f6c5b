"""The squared correlation is reported; R² also counts predictions that lie too high or too low."""

import numpy as np

QUESTION = "q2_report"


def report(X, y, random_state):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = fit_predict(X_train, y_train, X_test)
    r2 = np.corrcoef(y_test, y_pred)[0, 1] ** 2
    return y_test, y_pred, r2
