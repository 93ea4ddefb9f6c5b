"""The targets are scaled for training, and the predictions never scaled back; return them in the units of
y_train.
"""

from sklearn.neural_network import MLPRegressor

QUESTION = "q2_fit"


def fit_predict(X_train, y_train, X_test):
    scaled = (y_train - y_train.mean()) / y_train.std()
    network = MLPRegressor(hidden_layer_sizes=(5,), solver="lbfgs", alpha=1.0, max_iter=2000, random_state=0)
    return network.fit(X_train, scaled).predict(X_test)
