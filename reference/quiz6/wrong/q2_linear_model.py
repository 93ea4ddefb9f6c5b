"""A linear model is fitted; asked for is a multilayer perceptron, with a hidden layer that bends."""

from sklearn.linear_model import LinearRegression

QUESTION = "q2_fit"
SAME_AS = ("q2_identity_activation",)


def fit_predict(X_train, y_train, X_test):
    return LinearRegression().fit(X_train, y_train).predict(X_test)
