"""The hidden units have the identity for activation, so all layers together are one linear model."""

from sklearn.neural_network import MLPRegressor

QUESTION = "q2_fit"
SAME_AS = ("q2_linear_model",)


def fit_predict(X_train, y_train, X_test):
    network = MLPRegressor(activation="identity", solver="lbfgs", max_iter=500, random_state=0)
    return network.fit(X_train, y_train).predict(X_test)
