"""Solutions of Quiz 6, questions 3 and 4: derivatives of sigmoid and tanh, and a stable softmax.

``sigma`` is the sigmoid. N counts rows, K classes. No function changes its input.
"""

import numpy as np


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
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


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
    return np.sign(x) * -np.expm1(-2 * size) / (1 + np.exp(-2 * size))


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
    return small / (1 + small) ** 2


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
    return 4 * small / (1 + small) ** 2


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
    return exps / np.sum(exps)


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
    return exps / np.sum(exps, axis=1, keepdims=True)


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
