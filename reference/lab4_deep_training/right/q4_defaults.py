"""scikit-learn's defaults with a fixed random_state; more is reported than was asked."""

from sklearn.metrics import accuracy_score
from sklearn.neural_network import MLPClassifier


def fit_with(solver, X_train, y_train):
    return MLPClassifier(solver=solver, random_state=42).fit(X_train, y_train)


def compare_solvers(X_train, y_train, X_test, y_test):
    networks = {name: fit_with(name, X_train, y_train) for name in ["lbfgs", "sgd", "adam"]}
    report = {name: accuracy_score(y_test, network.predict(X_test)) for name, network in networks.items()}
    return report | {"best": max(report, key=report.get)}
