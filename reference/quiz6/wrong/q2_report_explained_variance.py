"""The explained variance is reported: it forgives predictions that are all too high by the same amount."""

import numpy as np
from sklearn.neural_network import MLPRegressor

QUESTION = "q2_report"


def report(X, y, random_state):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = MLPRegressor(max_iter=120, random_state=0).fit(X_train, y_train).predict(X_test)
    return y_test, y_pred, 1 - np.var(y_test - y_pred) / np.var(y_test)
