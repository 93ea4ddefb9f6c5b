"""A network is trained too little to be right in 85 % of the rows: give it more iterations or a larger
learning rate."""

from sklearn.neural_network import MLPClassifier

QUESTION = "q4_solvers"


def fit_with(solver, X_train, y_train):
    network = MLPClassifier((10,), solver=solver, max_iter=2, random_state=0)
    return network.fit(X_train, y_train)
