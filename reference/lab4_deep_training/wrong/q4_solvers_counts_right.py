"""The number of right rows is returned: divide it by the number of rows."""

import numpy as np

QUESTION = "q4_solvers"


def compare_solvers(X_train, y_train, X_test, y_test):
    found = {}
    for solver in ("sgd", "adam", "lbfgs"):
        found[solver] = np.sum(fit_with(solver, X_train, y_train).predict(X_test) == y_test)
    return found
