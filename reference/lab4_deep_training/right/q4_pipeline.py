"""Pipelines that standardise once more, one hidden layer or two, accuracies by score and rounded."""

from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SETTINGS = {
    "sgd": {"learning_rate_init": 0.2, "max_iter": 60, "hidden_layer_sizes": (8, 8), "activation": "tanh"},
    "adam": {"learning_rate_init": 0.05, "max_iter": 40, "hidden_layer_sizes": 6},
    "lbfgs": {"max_iter": 30, "hidden_layer_sizes": 5, "activation": "logistic", "alpha": 0.1},
}


def fit_with(solver, X_train, y_train):
    network = make_pipeline(
        StandardScaler(), MLPClassifier(solver=solver, random_state=3, **SETTINGS[solver])
    )
    return network.fit(X_train, y_train)


def compare_solvers(X_train, y_train, X_test, y_test):
    found = {}
    for solver in SETTINGS:
        found[solver] = round(fit_with(solver, X_train, y_train).score(X_test, y_test), 3)
    return found
