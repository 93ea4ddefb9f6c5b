"""R² of the training rows is reported; asked for is that of the test rows."""

QUESTION = "q2_report"


def report(X, y, random_state):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = fit_predict(X_train, y_train, X_train)
    return y_train, y_pred, r_squared(y_train, y_pred)
