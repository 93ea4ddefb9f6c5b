"""Predictions for the training rows come back; predict the test rows, X_test."""

import numpy as np
from sklearn.neural_network import MLPRegressor

QUESTION = "q2_fit"


def fit_predict(X_train, y_train, X_test):
    network = MLPRegressor(hidden_layer_sizes=(3,), solver="lbfgs", alpha=1.0, max_iter=2000, random_state=0)
    return network.fit(X_train, y_train).predict(X_train)


def report(X, y, random_state):
    rows = np.random.default_rng(random_state).permutation(len(y))
    test, train = rows[:110], rows[110:]
    network = MLPRegressor(hidden_layer_sizes=3, solver="lbfgs", alpha=1, max_iter=2000, random_state=0)
    y_pred = network.fit(X[train], y[train]).predict(X[test])
    return y[test], y_pred, r_squared(y[test], y_pred)
