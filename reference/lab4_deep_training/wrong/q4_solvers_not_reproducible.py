"""Two equal calls give different networks: fix random_state."""

from sklearn.neural_network import MLPClassifier

QUESTION = "q4_solvers"


def fit_with(solver, X_train, y_train):
    rates = {"sgd": 0.1, "adam": 0.02, "lbfgs": 0.001}
    return MLPClassifier((10,), solver=solver, learning_rate_init=rates[solver], max_iter=80).fit(
        X_train, y_train
    )
