"""The four arrays come back in another order than X_train, X_test, y_train, y_test."""

import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor

QUESTION = "q2_split"


def split_25(X, y, random_state):
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=random_state)
    return X_train, y_train, X_test, y_test


def report(X, y, random_state):
    rows = np.random.default_rng(random_state).permutation(len(y))
    test, train = rows[:110], rows[110:]
    network = MLPRegressor(hidden_layer_sizes=3, solver="lbfgs", alpha=1, max_iter=2000, random_state=0)
    y_pred = network.fit(X[train], y[train]).predict(X[test])
    return y[test], y_pred, r_squared(y[test], y_pred)
