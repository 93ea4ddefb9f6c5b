"""Three quarters of the rows are tested instead of one quarter: test_size should be 0.25."""

from sklearn.model_selection import train_test_split

QUESTION = "q2_report"


def report(X, y, random_state):
    X_train, X_test, y_train, y_test = train_test_split(X, y, train_size=0.25, random_state=random_state)
    y_pred = fit_predict(X_train, y_train, X_test)
    return y_test, y_pred, r_squared(y_test, y_pred)
