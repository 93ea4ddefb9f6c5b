"""Logistic units on features scaled to 0..1; predictions kept inside the range of the targets; R² by
variances.
"""

import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import MinMaxScaler


def r_squared(y_true, y_pred):
    y_true, y_pred = np.array(y_true).reshape(-1, 1), np.array(y_pred).reshape(-1, 1)
    return 1 - np.mean((y_true - y_pred) ** 2, axis=0) / np.var(y_true, axis=0)


def split_25(X, y, random_state=0):
    X_train, X_test, y_train, y_test = train_test_split(X, y, train_size=0.75, random_state=random_state)
    scaler = MinMaxScaler().fit(X_train)
    return [
        scaler.transform(X_train),
        scaler.transform(X_test),
        y_train.reshape(-1, 1),
        y_test.reshape(-1, 1),
    ]


def fit_predict(X_train, y_train, X_test):
    y_train = np.ravel(y_train)
    network = MLPRegressor(
        hidden_layer_sizes=(30,), activation="logistic", solver="lbfgs", alpha=1, max_iter=3000
    )
    return np.clip(network.fit(X_train, y_train).predict(X_test), y_train.min(), y_train.max()).astype(
        np.float32
    )


def report(X, y, random_state=0):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = fit_predict(X_train, y_train, X_test)
    return y_test, y_pred, r_squared(y_test, y_pred)
