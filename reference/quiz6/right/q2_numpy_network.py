"""A network written in NumPy, trained by backpropagation; loops in R²; a permutation of its own, rounded
down.
"""

import numpy as np


def r_squared(y_true, y_pred):
    true = [float(np.squeeze(t)) for t in y_true]
    pred = [float(np.squeeze(p)) for p in y_pred]
    mean = sum(true) / len(true)
    errors = spread = 0.0
    for t, p in zip(true, pred):
        errors += (t - p) ** 2
        spread += (t - mean) ** 2
    return 1 - errors / spread


def split_25(X, y, random_state=0):
    rows = np.random.RandomState(random_state).permutation(len(X))
    cut = len(X) // 4
    test, train = rows[:cut], rows[cut:]
    low, high = X[train].min(axis=0), X[train].max(axis=0)
    X = (X - low) / (high - low)
    return X[train], X[test], y[train], y[test]


def fit_predict(X_train, y_train, X_test):
    rng = np.random.default_rng(1)
    mean, std = X_train.mean(0), X_train.std(0)
    Z = (X_train - mean) / std
    t = ((y_train - y_train.mean()) / y_train.std()).reshape(-1, 1)
    W1, b1 = rng.normal(0, 0.3, (Z.shape[1], 8)), np.zeros(8)
    W2, b2 = rng.normal(0, 0.3, (8, 1)), np.zeros(1)
    for _ in range(400):
        H = np.tanh(Z @ W1 + b1)
        d = (H @ W2 + b2 - t) / len(Z)
        dH = d @ W2.T * (1 - H**2)
        W2 -= 0.1 * (H.T @ d)
        b2 -= 0.1 * d.sum(0)
        W1 -= 0.1 * (Z.T @ dH)
        b1 -= 0.1 * dH.sum(0)
    out = np.tanh((X_test - mean) / std @ W1 + b1) @ W2 + b2
    return out * y_train.std() + y_train.mean()


def report(X, y, random_state=0):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = fit_predict(X_train, y_train, X_test)
    return y_test.tolist(), y_pred, r_squared(y_test, y_pred)
