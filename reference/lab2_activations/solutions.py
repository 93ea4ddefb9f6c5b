"""Solutions of lab 2.

``x`` is the input of an activation function, ``f(x)`` its value, ``alpha`` the parameter of PReLU and ELU.
``sigma`` is the logistic function. N counts rows, D inputs, H units of a layer, K classes, M steps. No
function changes its input.
"""

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np


def logistic(x: np.ndarray) -> np.ndarray:
    """Return sigma(x) = 1 / (1 + e^(-x)) of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        0 or 1 far out, where it is closer to them than floating-point numbers can tell.
    """
    small = np.exp(-np.abs(np.asarray(x, dtype=float)))
    return np.asarray(np.where(np.asarray(x) < 0, small, 1) / (1 + small))


def tanh(x: np.ndarray) -> np.ndarray:
    """Return tanh(x) = (e^x - e^(-x)) / (e^x + e^(-x)) = 2 / (1 + e^(-2x)) - 1 of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        -1 or 1 far out.
    """
    return np.asarray(np.tanh(np.asarray(x, dtype=float)))


def arctan(x: np.ndarray) -> np.ndarray:
    """Return arctan(x), the angle between -pi/2 and pi/2 whose tangent is x, of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        In radians.
    """
    return np.asarray(np.arctan(np.asarray(x, dtype=float)))


def softplus(x: np.ndarray) -> np.ndarray:
    """Return softplus(x) = log(1 + e^x), natural logarithm, of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        Far out on the right it is x itself, also where e^x is more than a floating-point number can hold.

    Notes
    -----
    One bonus check: far out on the left, at x = -100 say, it is right *relative to its own size*, to 1e-9.
    """
    x = np.asarray(x, dtype=float)
    return np.asarray(np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x))))


def identity(x: np.ndarray) -> np.ndarray:
    """Return x of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        The same numbers.
    """
    return np.array(x, dtype=float)


def step(x: np.ndarray) -> np.ndarray:
    """Return the binary step, 0 for x < 0 and 1 for x >= 0, of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        0 or 1; at x = 0 it is 1, as the table says.
    """
    return np.where(np.asarray(x) < 0, 0.0, 1.0)


def relu(x: np.ndarray) -> np.ndarray:
    """Return ReLU(x), 0 for x < 0 and x for x >= 0, of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        No entry is negative.
    """
    return np.asarray(np.maximum(np.asarray(x, dtype=float), 0))


def leaky_relu(x: np.ndarray) -> np.ndarray:
    """Return the leaky ReLU, 0.1 x for x < 0 and x for x >= 0, of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        The slope on the left is the lecture's 0.1.
    """
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, 0.1 * x, x)


def prelu(x: np.ndarray, alpha: float) -> np.ndarray:
    """Return the parametric ReLU, alpha x for x < 0 and x for x >= 0, of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.
    alpha : float
        The slope on the left: any number, also more than 1 or less than 0.

    Returns
    -------
    number, list or array of the same shape
        Values by the table's two lines.
    """
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * x, x)


def elu(x: np.ndarray, alpha: float) -> np.ndarray:
    """Return the exponential linear unit, alpha (e^x - 1) for x < 0 and x for x >= 0, of every entry.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.
    alpha : float
        What the function falls to on the left is -alpha.

    Returns
    -------
    number, list or array of the same shape
        Far out on the right it is x itself, also where e^x is more than a floating-point number can hold.

    Notes
    -----
    One bonus check: just left of 0, at x = -1e-10 say, it is right relative to its own size, to 1e-9.
    """
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * np.expm1(np.minimum(x, 0)), x)


def logistic_slope(x: np.ndarray) -> np.ndarray:
    """Return the derivative of the logistic function at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        The argument of sigma, *not yet activated*: at x = 0 the slope is 0.25. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        0 far out, on both sides.
    """
    small = np.exp(-np.abs(np.asarray(x, dtype=float)))
    return np.asarray(small / (1 + small) ** 2)


def tanh_slope(x: np.ndarray) -> np.ndarray:
    """Return the derivative of tanh at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        The argument of tanh, not yet activated: at x = 0 the slope is 1. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        0 far out, on both sides.
    """
    return np.asarray(1 - np.tanh(np.asarray(x, dtype=float)) ** 2)


def arctan_slope(x: np.ndarray) -> np.ndarray:
    """Return the derivative of arctan at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        The argument of arctan, not yet activated: at x = 0 the slope is 1. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        0 far out, but slowly: at x = 30 still about 0.001.
    """
    return np.asarray(1 / (1 + np.asarray(x, dtype=float) ** 2))


def softplus_slope(x: np.ndarray) -> np.ndarray:
    """Return the derivative of softplus at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        The argument of softplus, not yet activated: at x = 0 the slope is 0.5. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        0 far out on the left, 1 far out on the right, not nan.
    """
    return logistic(x)


def identity_slope(x: np.ndarray) -> np.ndarray:
    """Return the derivative of the identity at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        One slope for every entry of x, though they are all the same.
    """
    return np.ones(np.shape(x))


def step_slope(x: np.ndarray) -> np.ndarray:
    """Return the derivative of the binary step at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed. At 0 exactly the table prints "?": return what you like there,
        nobody looks.

    Returns
    -------
    number, list or array of the same shape
        The slope wherever x is not 0.
    """
    return np.zeros(np.shape(x))


def relu_slope(x: np.ndarray) -> np.ndarray:
    """Return the derivative of ReLU at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        0 or 1; at x = 0, where there is no tangent, it is 1, as the table says.
    """
    return np.where(np.asarray(x) < 0, 0.0, 1.0)


def leaky_relu_slope(x: np.ndarray) -> np.ndarray:
    """Return the derivative of the leaky ReLU (0.1 on the left) at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.

    Returns
    -------
    number, list or array of the same shape
        0.1 or 1; at x = 0 it is 1.
    """
    return np.where(np.asarray(x) < 0, 0.1, 1.0)


def prelu_slope(x: np.ndarray, alpha: float) -> np.ndarray:
    """Return the derivative of the parametric ReLU at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        Where to evaluate. It is not changed.
    alpha : float
        The slope on the left.

    Returns
    -------
    number, list or array of the same shape
        alpha or 1; at x = 0 it is 1.
    """
    return np.where(np.asarray(x) < 0, alpha, 1.0)


def elu_slope(x: np.ndarray, alpha: float) -> np.ndarray:
    """Return the derivative of the exponential linear unit at every entry of x.

    Parameters
    ----------
    x : number, (nested) list, or array of any shape and any real dtype
        The argument of ELU, not yet activated. It is not changed.
    alpha : float
        As in `elu`.

    Returns
    -------
    number, list or array of the same shape
        For x < 0 it is f(x) + alpha; at x = 0 it is 1 by the table, whatever alpha is.
    """
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * np.exp(np.minimum(x, 0)), 1.0)


def maxout(X: np.ndarray, w1: np.ndarray, b1: float, w2: np.ndarray, b2: float) -> np.ndarray:
    """Return max(w1 . x + b1, w2 . x + b2) for every row x of a matrix.

    Parameters
    ----------
    X : array of shape (N, D)
        One input vector a row. It is not changed.
    w1, w2 : arrays of shape (D,)
        The weights of the two affine pieces.
    b1, b2 : float
        Their biases.

    Returns
    -------
    array of shape (N,)
        The larger piece for every row, within 1e-9.
    """
    return np.asarray(np.maximum(X @ np.asarray(w1) + b1, X @ np.asarray(w2) + b2))


MAXOUT = {
    "relu": (0, 0, 1, 0),
    "abs": (-1, 0, 1, 0),
    "hinge": (0, 0, -1, 1),
}


TWO_PIECES = ["identity", "relu", "leaky relu"]


BREAK = {
    "max is prelu": (2.0, 1.0),
    "log of exp": 800.0,
    "masks": 800.0,
    "lost": -40.0,
    "corner": 0.75,
}


def centred_difference(f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, h: float) -> np.ndarray:
    """Return (f(x + h) - f(x - h)) / (2h), the slope of a chord, at every entry of x.

    Parameters
    ----------
    f : callable
        Takes an array and returns an array of the same shape. You know nothing else of it.
    x : array of shape (N,)
        Where to evaluate. It is not changed.
    h : float
        The step, more than 0.

    Returns
    -------
    array of shape (N,)
        One slope for every entry.
    """
    x = np.asarray(x, dtype=float)
    return np.asarray((f(x + h) - f(x - h)) / (2 * h))


def difference_errors(
    f: Callable[[np.ndarray], np.ndarray], slope: float, x: float, steps: np.ndarray
) -> np.ndarray:
    """Return how far the centred difference at x is from the true slope, for every step.

    Parameters
    ----------
    f : callable
        The function.
    slope : float
        Its true slope at x.
    x : float
        Where.
    steps : array of shape (M,)
        The steps h to try. They are not changed.

    Returns
    -------
    array of shape (M,)
        The absolute errors, in the order of the steps.
    """
    return np.array([abs(centred_difference(f, np.array([x]), h)[0] - slope) for h in steps])


def draw_errors(f: Callable[[np.ndarray], np.ndarray], slope: float, x: float) -> None:
    """Draw the error of the centred difference at x against the step h.

    Parameters
    ----------
    f : callable
        The function.
    slope : float
        Its true slope at x.
    x : float
        Where.

    Notes
    -----
    Graded by its data: one set of axes, both axes logarithmic and both with a label; one curve of the
    absolute error over h with at least 12 steps, from at least 0.1 down to 1e-12 or less. Further curves,
    titles, marks and colours are yours. Steps that give the error 0 may be left out. Show the figure,
    leave it open, or return it.
    """
    steps = np.logspace(0, -13, 40)
    _, axes = plt.subplots()
    axes.loglog(steps, difference_errors(f, slope, x, steps), "o-")
    axes.set_xlabel("step h")
    axes.set_ylabel("absolute error of the slope")


STEP = {
    "right arm": 100,
    "left arm": 10,
    "best": 1e-5,
    "best forward": 1e-8,
}


TANH = {
    "quotient": [
        "D((exp(x) - exp(-x))/(exp(x) + exp(-x)), x)",
        "((exp(x) + exp(-x))*(exp(x) + exp(-x)) - (exp(x) - exp(-x))*(exp(x) - exp(-x)))"
        "/(exp(x) + exp(-x))**2",
        "((exp(x) + exp(-x))**2 - (exp(x) - exp(-x))**2)/(exp(x) + exp(-x))**2",
        "1 - ((exp(x) - exp(-x))/(exp(x) + exp(-x)))**2",
        "1 - tanh(x)**2",
    ],
    "sigma": [
        "D(2*sigma(2*x) - 1, x)",
        "2*sigma(2*x)*(1 - sigma(2*x))*2",
        "2*sigma(2*x)*(2 - 2*sigma(2*x))",
        "(tanh(x) + 1)*(1 - tanh(x))",
        "1 - tanh(x)**2",
    ],
}


MORE = {
    "softplus": [
        "D(log(1 + exp(x)), x)",
        "1/(1 + exp(x))*D(1 + exp(x), x)",
        "exp(x)/(1 + exp(x))",
        "1/(exp(-x) + 1)",
        "sigma(x)",
    ],
    "arctan": [
        "D(atan(x), x)",
        "1/(1 + tan(atan(x))**2)",
        "1/(1 + x**2)",
    ],
}


MEND = {
    "line": 4,
    "text": "4*exp(2*x)/(exp(2*x) + 1)**2",
}


def outputs(scores: np.ndarray, exclusive: bool) -> np.ndarray:
    """Turn the scores of an output layer into probabilities.

    Parameters
    ----------
    scores : array of shape (N, K)
        One row of finite numbers for every example, one column for every class. It is not changed.
    exclusive : bool
        True: exactly one class is right for an example, so every row becomes the softmax of its scores.
        False: every class is a yes-or-no question of its own, so every score becomes its sigmoid.

    Returns
    -------
    array of shape (N, K)
        Within 1e-12 of the truth (1e-6 in float32), also for scores of 1000 and -1000; no entry is nan.
    """
    scores = np.asarray(scores, dtype=float)
    if not exclusive:
        return logistic(scores)
    exps = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return np.asarray(exps / np.sum(exps, axis=1, keepdims=True))


def score_for(p: np.ndarray) -> np.ndarray:
    """Return the score z for which the softmax of (z, 0) is (p, 1 - p).

    Parameters
    ----------
    p : number, list or array
        Probabilities between 0 and 1, neither 0 nor 1. They are not changed.

    Returns
    -------
    number, list or array of the same shape
        One score for every probability, within 1e-9 for p from 0.001 to 0.999.
    """
    p = np.asarray(p, dtype=float)
    return np.asarray(np.log(p / (1 - p)))


OUTPUT_LAYER = {
    "digit": "softmax",
    "tags": "sigmoid",
    "blood group": "softmax",
    "findings": "sigmoid",
    "next word": "softmax",
}


THREE = (2.0, 2.0, 2.0)


def dead_units(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Say which units of a ReLU layer are dead on a batch: Z = X W + b is below 0 for every row.

    Parameters
    ----------
    X : array of shape (N, D)
        The batch, one example a row.
    W : array of shape (D, H)
        Weights, one column for every unit.
    b : array of shape (H,)
        Biases.

    Returns
    -------
    array of bool of shape (H,)
        True where the unit is dead. (No Z of the grader's is exactly 0.)
    """
    return np.asarray((X @ W + b < 0).all(axis=0))


def layer_gradient(
    X: np.ndarray, W: np.ndarray, b: np.ndarray, dA: np.ndarray, alpha: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the gradients of a layer's weights and biases; its outputs are A = PReLU(X W + b).

    Parameters
    ----------
    X : array of shape (N, D)
        The batch, one example a row.
    W : array of shape (D, H)
        Weights, one column for every unit.
    b : array of shape (H,)
        Biases.
    dA : array of shape (N, H)
        dE/dA, how the loss E changes with each output. E is a sum over the rows, so nothing is divided by N.
    alpha : float
        The slope on the left: 0 makes the layer one of ReLU, 0.1 of leaky ReLU.

    Returns
    -------
    dW : array of shape (D, H)
        dE/dW.
    db : array of shape (H,)
        dE/db.

    Notes
    -----
    Within 1e-9 of their size. No argument is changed, and no entry of X W + b of the grader's is exactly 0.
    """
    dZ = dA * prelu_slope(X @ W + b, alpha)
    return X.T @ dZ, dZ.sum(axis=0)


DEAD = {
    "dead": [1, 3, 4],
    "for ever": 3,
    "wake": [(-2.0, 0.0), (0.0, 4.0)],
}
