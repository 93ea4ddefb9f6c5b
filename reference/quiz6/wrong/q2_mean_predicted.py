"""Every row gets the same prediction; a network predicts from a row's features."""

import numpy as np

QUESTION = "q2_fit"


def fit_predict(X_train, y_train, X_test):
    return np.full(len(X_test), np.mean(y_train))
