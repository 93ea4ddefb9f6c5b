"""Solutions of Quiz 6.

In the lecture's letters: ``I1, I2, …`` are a pattern's inputs, ``O`` the output wanted, ``V`` the weighted
sum, ``C`` the output computed. Weights stand as ``(w1, …, wn, bias)``, the bias last, its input always 1.
``sigma`` is the sigmoid. N and M count patterns or rows, n inputs, D features, K classes. No function
changes its input.
"""

import itertools
from collections.abc import Sequence

import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import StandardScaler

VARIANT: dict[str, list[tuple[int, int, int]]]  # the numbers of the student whose notebook it is


def threshold_unit(inputs: np.ndarray, weights: np.ndarray) -> int:
    """Return the output C of one threshold unit for one pattern.

    Parameters
    ----------
    inputs : array of shape (n,)
        The pattern I1, ..., In; n may be 1, 2 or more.
    weights : array of shape (n + 1,)
        w1, ..., wn and, last, the bias weight, whose input is always 1.

    Returns
    -------
    int
        C: 1 if V = I1*w1 + ... + In*wn + 1*bias is positive, else 0.

    Notes
    -----
    At V = 0 exactly the lecture's training says 0 (``V > 0``) and other slides say 1 (``V >= 0``). Either is
    right here, as long as every pattern with V = 0 gets the same output.
    """
    weights = np.asarray(weights, dtype=float)
    v = np.sum(np.asarray(inputs) * weights[:-1]) + weights[-1]
    return int(v > 0)


GATES = {
    "AND": (1.0, 1.0, -1.5),
    "OR": (1.0, 1.0, -0.5),
    "NOT": (-1.0, 0.5),
}


def train(
    inputs: np.ndarray, targets: np.ndarray, weights: np.ndarray, max_epochs: int
) -> tuple[np.ndarray, int, bool]:
    """Train one threshold unit by the lecture's five steps.

    Show the patterns one after another, in the order given and from the first again after the last. Whenever
    C differs from O, change every weight at once: w <- w - x * (C - O), where x is the weight's own input
    (1 for the bias). Stop when one complete cycle through all patterns brought no update, or after
    `max_epochs` cycles.

    Parameters
    ----------
    inputs : array of shape (N, n)
        One pattern a row.
    targets : array of shape (N,)
        The outputs O that are wanted, 0 or 1.
    weights : array of shape (n + 1,)
        The weights to start from, the bias last.
    max_epochs : int
        Complete cycles to run at most.

    Returns
    -------
    weights : array of shape (n + 1,)
        The weights when training stopped.
    updates : int
        How many times the weights were changed, over the whole training.
    converged : bool
        True if training stopped because one complete cycle brought no update; False if it ran out of epochs.
    """
    patterns = np.asarray(inputs, dtype=float)
    w = np.array(weights, dtype=float)
    updates = 0
    for _ in range(max_epochs):
        before = updates
        for row, pattern in enumerate(patterns):
            error = threshold_unit(pattern, w) - targets[row]
            if error != 0:
                w -= error * np.append(pattern, 1.0)
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False


def trace(
    inputs: np.ndarray, targets: np.ndarray, weights: np.ndarray, epochs: int
) -> tuple[np.ndarray, np.ndarray]:
    """Run exactly `epochs` cycles of training and write down what each one did.

    The same updates as in `train`, but without its stop rule: a cycle that changes nothing is written down
    too, and the next one still runs.

    Parameters
    ----------
    inputs : array of shape (N, n)
        One pattern a row.
    targets : array of shape (N,)
        The outputs O that are wanted, 0 or 1.
    weights : array of shape (n + 1,)
        The weights to start from, the bias last.
    epochs : int
        How many cycles to run.

    Returns
    -------
    ends : array of shape (epochs, n + 1)
        The weights at the end of each cycle.
    updates : array of shape (epochs,)
        How many updates each cycle made.
    """
    w = np.array(weights, dtype=float)
    ends, counts = [], []
    for _ in range(epochs):
        w, count, _ = train(inputs, targets, w, max_epochs=1)
        ends.append(w)
        counts.append(count)
    return np.array(ends), np.array(counts)


def _why(rows: Sequence[tuple[int, int, int]]) -> tuple[str, tuple[int, ...]]:
    """Return small weights that realise the rows (I1, I2, O), or multipliers that add them up to 0 > 0."""
    signed = np.array([(i1, i2, 1) if o else (-i1, -i2, -1) for i1, i2, o in rows])
    weights = np.array(list(itertools.product(range(-9, 10), repeat=3)))
    realising = weights[np.all(weights @ signed.T > 0, axis=1)]
    if len(realising):
        return "weights", tuple(realising[0].tolist())
    multipliers = np.array(list(itertools.product(range(5), repeat=len(rows))))[1:]
    cancelling = multipliers[np.all(multipliers @ signed == 0, axis=1)]
    return "multipliers", tuple(cancelling[0].tolist())


WHY = {name: _why(rows) for name, rows in VARIANT.items()}  # noqa: F821 - there before this file runs


def r_squared(y_true: np.ndarray | list[float], y_pred: np.ndarray | list[float]) -> float:
    """Return R², the share of the targets' spread that the predictions explain.

    Parameters
    ----------
    y_true : array of shape (N,)
        The targets, not all equal. A list or a column of shape (N, 1) will do too.
    y_pred : array of shape (N,)
        The predictions of the same rows, in any of the same forms; not always in the same one.

    Returns
    -------
    float
        1 - (sum of squared errors) / (sum of squared distances of the targets from their own mean): 1 is
        perfect, 0 is as good as predicting the mean, and worse than that is negative.
    """
    true = np.asarray(y_true, dtype=float).ravel()
    pred = np.asarray(y_pred, dtype=float).ravel()
    residual = np.sum((true - pred) ** 2)
    total = np.sum((true - true.mean()) ** 2)
    return float(1.0 - residual / total)


def split_25(
    X: np.ndarray, y: np.ndarray, random_state: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Split the rows at random: three quarters to train on, one quarter to test on.

    Parameters
    ----------
    X : array of shape (N, D)
        Features.
    y : array of shape (N,)
        Targets; they come back as they are.
    random_state : int
        The same number gives the same rows again, another number gives others.

    Returns
    -------
    X_train, X_test, y_train, y_test : arrays
        In this order. N/4 of the rows are for testing, rounded up or down. Features may come back as they
        are, or each column shifted and scaled: then by numbers taken from the training rows alone, and the
        test rows by the same numbers.
    """
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=random_state)
    scaler = StandardScaler().fit(X_train)
    return scaler.transform(X_train), scaler.transform(X_test), y_train, y_test


def fit_predict(X_train: np.ndarray, y_train: np.ndarray, X_test: np.ndarray) -> np.ndarray:
    """Fit a multilayer perceptron to the training rows and predict the test rows.

    Use `sklearn.neural_network.MLPRegressor` or a network of your own, with at least one hidden layer and an
    activation that is not the identity.

    Parameters
    ----------
    X_train : array of shape (N, D)
        Features to learn from.
    y_train : array of shape (N,)
        Targets to learn from; nothing else may tell the answers.
    X_test : array of shape (M, D)
        Features to predict for; some rows may lie far outside the data.

    Returns
    -------
    array of shape (M,)
        Predictions in the units of `y_train`.

    Notes
    -----
    The grader calls this function twice: once with a split of its own of the diabetes data, and once with
    that split's targets turned upside down (a large target becomes a small one) and rows far outside the data
    in `X_test`. Its features are standardised by the training rows. It computes R² itself.
    One check, the only one of quality: on the split as it is, predictions and targets correlate by 0.2 or
    more (54 networks of many kinds that had settled reached 0.5 or more). A network that stops with
    scikit-learn's ConvergenceWarning passes it anyway.
    """
    network = MLPRegressor(hidden_layer_sizes=3, solver="lbfgs", alpha=1, max_iter=2000, random_state=0)
    predictions: np.ndarray = network.fit(X_train, y_train).predict(X_test)
    return predictions


def report(X: np.ndarray, y: np.ndarray, random_state: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Answer the lecturer's question: find the R² on the 25 % test rows.

    Split `X` and `y`, train on the training rows, predict the test rows, and compute R² on them.

    Parameters
    ----------
    X : array of shape (N, D)
        Features of all rows.
    y : array of shape (N,)
        Targets of all rows.
    random_state : int
        For the split.

    Returns
    -------
    y_test : array of shape (M,)
        The targets of the test rows.
    y_pred : array of shape (M,)
        The predictions for the same rows, in the same order.
    r2 : float
        R² of exactly these two. Report what it is, also where it is negative.

    Notes
    -----
    The grader calls this function once, with the diabetes data, and computes R² of `y_test` and `y_pred`
    itself; rounding to three decimals is accepted.
    """
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = fit_predict(X_train, y_train, X_test)
    return y_test, y_pred, r_squared(y_test, y_pred)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Return sigma(x) = 1 / (1 + e^(-x)) of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        For |x| <= 30 within 1e-12 of the truth (1e-6 if you compute in float32).

    Notes
    -----
    One check: at large finite |x|, such as -1000 and 1e308, the result is the right limit, 0 or 1, not nan.
    A warning costs nothing.
    One bonus check: far out, at x = -700 say, the result is right *relative to its own size*, to 1e-9.
    """
    x = np.asarray(x, dtype=float)
    small = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0, 1 / (1 + small), small / (1 + small)))


def tanh(x: np.ndarray) -> np.ndarray:
    """Return tanh(x) = (e^x - e^(-x)) / (e^x + e^(-x)) of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        For |x| <= 30 within 1e-12 of the truth (1e-6 if you compute in float32).

    Notes
    -----
    One check: at large finite |x|, such as -1000 and 1e308, the result is the right limit, -1 or 1, not nan.
    A warning costs nothing.
    One bonus check: close to 0, at x = 1e-10 say, the result is right relative to its own size, to 1e-9.
    """
    x = np.asarray(x, dtype=float)
    size = np.abs(x)
    return np.asarray(np.sign(x) * -np.expm1(-2 * size) / (1 + np.exp(-2 * size)))


def sigmoid_derivative(x: np.ndarray) -> np.ndarray:
    """Return the slope of sigma at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        The argument of sigma, *not yet activated*: at x = 0 the slope is 0.25. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        For |x| <= 30 within 1e-12 of the truth (1e-6 if you compute in float32).

    Notes
    -----
    One check: at large finite |x|, such as -1000 and 1e308, the result is the right limit, 0, not nan.
    A warning costs nothing.
    One bonus check: far out on *both* sides, at x = 700 and x = -700 say, it is right relative to its own
    size, to 1e-9.
    """
    small = np.exp(-np.abs(np.asarray(x, dtype=float)))
    return np.asarray(small / (1 + small) ** 2)


def tanh_derivative(x: np.ndarray) -> np.ndarray:
    """Return the slope of tanh at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        The argument of tanh, *not yet activated*: at x = 0 the slope is 1. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        For |x| <= 30 within 1e-12 of the truth (1e-6 if you compute in float32).

    Notes
    -----
    One check: at large finite |x|, such as -1000 and 1e308, the result is the right limit, 0, not nan.
    A warning costs nothing.
    One bonus check: far out on both sides, at x = 300 and x = -300 say, it is right relative to its own size,
    to 1e-9.
    """
    small = np.exp(-2 * np.abs(np.asarray(x, dtype=float)))
    return np.asarray(4 * small / (1 + small) ** 2)


DERIVATIONS = {
    "sigma": [
        "D(1/(1 + exp(-x)), x)",
        "D((1 + exp(-x))**-1, x)",
        "-1*(1 + exp(-x))**-2*(-exp(-x))",
        "exp(-x)/(1 + exp(-x))**2",
        "1/(1 + exp(-x))*((1 + exp(-x)) - 1)/(1 + exp(-x))",
        "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))",
        "sigma(x)*(1 - sigma(x))",
    ],
    "log sigma": [
        "D(log(sigma(x)), x)",
        "1/sigma(x)*D(sigma(x), x)",
        "1/sigma(x)*sigma(x)*(1 - sigma(x))",
        "1 - sigma(x)",
    ],
}


MEND = {
    "line": 3,
    "text": "2*sigma(2*x)*(1 - sigma(2*x))*2",
}


def softmax(z: np.ndarray) -> np.ndarray:
    """Return the softmax of one vector: e^(z_j) / (e^(z_1) + ... + e^(z_K)) for every j.

    Parameters
    ----------
    z : list or array of shape (K,), of any real dtype
        K >= 1 finite numbers of any size, up to about 1e308 either way. They are not changed.

    Returns
    -------
    list or array of shape (K,)
        Within 1e-12 of the truth (1e-6 if you compute in float32). What is too small for a floating-point
        number is 0; no entry is nan. A warning costs nothing.
    """
    z = np.asarray(z, dtype=float)
    with np.errstate(over="ignore"):  # 1e308 below the maximum is as good as infinitely far
        exps = np.exp(z - np.max(z))
    return np.asarray(exps / np.sum(exps))


def softmax_rows(scores: np.ndarray) -> np.ndarray:
    """Return the softmax of every row of a matrix.

    Parameters
    ----------
    scores : list of lists or array of shape (N, K), of any real dtype
        N >= 1 rows of K >= 1 finite numbers of any size. They are not changed.

    Returns
    -------
    list of lists or array of shape (N, K)
        Row i is the softmax of row i of scores, as exact as in `softmax`, whatever stands in the other rows.
    """
    scores = np.asarray(scores, dtype=float)
    with np.errstate(over="ignore"):
        exps = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return np.asarray(exps / np.sum(exps, axis=1, keepdims=True))


def cross_entropy(scores: np.ndarray, labels: np.ndarray) -> float:
    """Return the *mean* over the rows of -log(p), where p is the softmax at the row's right class.

    Parameters
    ----------
    scores : list of lists or array of shape (N, K)
        One row of finite numbers for every example, before softmax. They are not changed.
    labels : list or array of N integers
        The right class of every row, counted from 0.

    Returns
    -------
    float
        The mean, not the sum; natural logarithm; 0 or more; right to 1e-9 of its size (1e-5 in float32).

    Notes
    -----
    One check: it stays right where p is too small for a floating-point number. For the row (1000, 0) with
    right class 1 it is 1000, not inf. Hint: log(softmax) need not be computed by taking log of softmax.
    """
    scores = np.asarray(scores, dtype=float)
    labels = np.ravel(labels).astype(int)
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    logs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    return float(-np.mean(logs[np.arange(len(scores)), labels]))


BREAK = {
    "no shift": [1000.0, 0.0],
    "absolute maximum": [-1000.0, -1001.0],
    "shared maximum": [[0.0, 0.0], [1000.0, 1000.0]],
}
