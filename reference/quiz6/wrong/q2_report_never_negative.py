"""A negative R² is reported as 0; report what it is."""

from sklearn.neural_network import MLPRegressor

QUESTION = "q2_report"


def report(X, y, random_state):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = MLPRegressor(max_iter=50, random_state=0).fit(X_train, y_train).predict(X_test)
    return y_test, y_pred, max(0.0, r_squared(y_test, y_pred))
