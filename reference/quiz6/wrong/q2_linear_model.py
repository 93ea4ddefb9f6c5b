"""A linear model is fitted, not a multilayer perceptron."""

from sklearn.linear_model import LinearRegression

QUESTION = "q2_fit"


def fit_predict(X_train, y_train, X_test):
    return LinearRegression().fit(X_train, y_train).predict(X_test)
