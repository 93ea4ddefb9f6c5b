"""r_squared is called with targets and predictions swapped; the targets come first."""

QUESTION = "q2_report"


def report(X, y, random_state):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = fit_predict(X_train, y_train, X_test)
    r2 = r_squared(y_pred, y_test)
    return y_test, y_pred, r2
