"""Every row gets the same prediction: the mean, or that of a network whose units are all dead or saturated;
a network with more units predicts from each row's features.
"""

import numpy as np

QUESTION = "q2_fit"


def fit_predict(X_train, y_train, X_test):
    return np.full(len(X_test), np.mean(y_train))
