"""Q4: scikit-learn's three solvers on the wine data, on a split of the grader's own."""

import numpy as np
import pytest
from sklearn.datasets import load_wine
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from autograder.checks import StudentObject, computed_once, describe, floats, number, vector

SOLVERS = ("sgd", "adam", "lbfgs")
ENOUGH = 0.85
ROUNDED = 6e-4
SAME = 1e-6


@computed_once
def split(seed):
    """Split the wine data; standardise by the training rows."""
    X, y = load_wine(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=seed)
    scaler = StandardScaler().fit(X_train)
    return scaler.transform(X_train), y_train, scaler.transform(X_test), y_test


def network(student, solver, X, y):
    """Return a student's fitted network."""
    found = student.fit_with(solver, X, y)
    if not isinstance(found, StudentObject):
        pytest.fail(f"fit_with returns {describe(found)}; it should be a fitted network", pytrace=False)
    if found.type_name == "MLPRegressor":
        student.mistake("q4_solvers_regressor")
    return found


def solver_of(found):
    """Return what solver and kind of network an estimator is, also at the end of a pipeline."""
    parameters = found.get_params()
    if not isinstance(parameters, dict):
        pytest.fail("get_params of the network gives no settings", pytrace=False)
    found = (value for name, value in parameters.items() if str(name).split("__")[-1] == "solver")
    return next(found, None)


def share_right(found, X, y):
    """Return the share of rows that a network predicts right."""
    return float(np.mean(vector(found.predict(X), len(y), "what predict returns") == y))


@pytest.mark.check("q4_solvers", weight=2)
def test_each_solver_is_used(student):
    """Each network has the solver that was asked for, and is a classifier."""
    X, y, X_test, y_test = split(61)
    for solver in SOLVERS:
        found = network(student, solver, X, y)
        used = solver_of(found)
        if not isinstance(used, str) or used != solver:
            student.mistake("q4_solvers_solver_ignored")
        if not np.isin(vector(found.predict(X_test), len(y_test), "what predict returns"), [0, 1, 2]).all():
            pytest.fail("predict gives numbers that are not among the classes", pytrace=False)


@pytest.mark.check("q4_solvers", weight=2)
def test_each_solver_learns(student):
    """Each solver's network is right in at least 85 % of the held-out rows."""
    X, y, X_test, y_test = split(62)
    for solver in SOLVERS:
        found = share_right(network(student, solver, X, y), X_test, y_test)
        if found < ENOUGH:
            student.mistake(
                "q4_solvers_too_short", message=f"With {solver}, {found:.0%} of the held-out rows are right."
            )


@pytest.mark.check("q4_solvers")
def test_same_call_same_network(student):
    """Two equal calls of fit_with give networks that predict the same."""
    X, y, X_test, _ = split(63)
    shape = (len(X_test), len(set(y[:40].tolist())))
    answers = [
        floats(
            network(student, "sgd", X[:40], y[:40]).predict_proba(X_test), shape, "what predict_proba returns"
        )
        for _ in range(2)
    ]
    if not np.allclose(*answers, rtol=0, atol=SAME):
        student.mistake("q4_solvers_not_reproducible")


@pytest.mark.check("q4_solvers", weight=3)
def test_comparison_on_the_test_rows(student):
    """What compare_solvers says of each solver is the accuracy of fit_with's network on the test rows."""
    X, y, X_test, y_test = split(64)
    rng = np.random.default_rng(5)
    shuffled = rng.permutation(y_test)
    report = student.compare_solvers(X, y, X_test, shuffled)
    if not isinstance(report, dict):
        pytest.fail(f"compare_solvers returns {describe(report)}; it should be a dict", pytrace=False)
    missing = [solver for solver in SOLVERS if solver not in report]
    if missing:
        pytest.fail(f"there is no accuracy for {missing[0]!r}", pytrace=False)
    found, right, train = [], [], []
    for solver in SOLVERS:
        trained = network(student, solver, X, y)
        found.append(number(report[solver], f"the accuracy of {solver}"))
        right.append(share_right(trained, X_test, shuffled))
        train.append(share_right(trained, X, y))
    close = {"rtol": 0, "atol": ROUNDED}
    if np.allclose(found, right, **close):
        return
    if np.allclose(found, train, **close):
        student.mistake("q4_solvers_training_rows")
    if np.allclose(found, 1 - np.array(right), **close):
        student.mistake("q4_solvers_error_rate")
    if np.allclose(found, 100 * np.array(right), rtol=0, atol=0.06):
        student.mistake("q4_solvers_percent")
    if np.allclose(found, len(shuffled) * np.array(right), rtol=0, atol=1e-6):
        student.mistake("q4_solvers_counts_right")
    both = np.concatenate([X, X_test]), np.concatenate([y, shuffled])
    leaking = [share_right(network(student, solver, *both), X_test, shuffled) for solver in SOLVERS]
    testing = [
        share_right(network(student, solver, X_test, shuffled), X_test, shuffled) for solver in SOLVERS
    ]
    if np.allclose(found, leaking, **close) or np.allclose(found, testing, **close):
        student.mistake("q4_solvers_leak")
    pytest.fail(
        f"you say {', '.join(f'{f:.3f}' for f in found)}, and fit_with's networks are right in "
        f"{', '.join(f'{r:.3f}' for r in right)} of the test rows",
        pytrace=False,
    )
