"""Solutions of Lab 1, the perceptron.

Letters: N counts patterns or rows, n inputs, D features, H hidden units. ``V`` is a weighted sum, ``C`` the
output computed, ``O`` the output wanted. Where weights stand as ``(w0, w1, …)`` the bias comes first, its
input being x0 = 1; where a stub says "last" it comes last. At V = 0 exactly a unit answers 1 (``V >= 0``),
but in training, as the lecture prints it, it needs ``V > 0``. No function changes its arguments.
"""

from collections.abc import Iterator

import numpy as np


def classify(theta: np.ndarray, X: np.ndarray) -> np.ndarray:
    """Return the class that logistic regression predicts for every row.

    Parameters
    ----------
    theta : array of shape (D + 1,)
        theta_0, theta_1, ..., theta_D; theta_0 belongs to the constant feature 1.
    X : array of shape (N, D)
        One row of features each, without the constant 1. D may be 1, 2 or more.

    Returns
    -------
    array of shape (N,)
        1 where theta_0 + theta_1*x_1 + ... + theta_D*x_D >= 0, else 0.

    Notes
    -----
    g(z) = 1 / (1 + e^(-z)) reaches 0.5 exactly where z >= 0. A row on the boundary is of class 1.
    """
    theta = np.asarray(theta, dtype=float)
    return np.asarray(np.asarray(X, dtype=float) @ theta[1:] + theta[0] >= 0).astype(int)


def line(theta: np.ndarray) -> tuple[float, float, bool]:
    """Return the boundary of `classify` in the plane as a line, and the side on which class 1 lies.

    Parameters
    ----------
    theta : array of shape (3,)
        theta_0, theta_1, theta_2; theta_2 is not 0.

    Returns
    -------
    m : float
        The slope: the boundary is x_2 = m*x_1 + c.
    c : float
        The intercept.
    above : bool
        True if class 1 lies above the line (where x_2 is larger), False if it lies below.
    """
    theta0, theta1, theta2 = np.asarray(theta, dtype=float)
    return float(-theta1 / theta2), float(-theta0 / theta2), bool(theta2 > 0)


def circle_class(theta: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return the class of every point when the features are x_1, x_2, x_1^2 and x_2^2.

    Parameters
    ----------
    theta : array of shape (5,)
        theta_0, ..., theta_4, for the features (1, x_1, x_2, x_1^2, x_2^2) in this order.
    points : array of shape (N, 2)
        x_1 and x_2 of each point.

    Returns
    -------
    array of shape (N,)
        1 where theta_0 + theta_1*x_1 + theta_2*x_2 + theta_3*x_1^2 + theta_4*x_2^2 >= 0, else 0.
    """
    points = np.asarray(points, dtype=float)
    return classify(theta, np.hstack([points, points**2]))


def circle(theta: np.ndarray) -> tuple[float, float, float]:
    """Return the centre and the radius of a circular boundary.

    Parameters
    ----------
    theta : array of shape (5,)
        theta_0, ..., theta_4 as in `circle_class`, with theta_3 = theta_4, both positive or both negative.
        The boundary is a circle of positive radius.

    Returns
    -------
    centre_1, centre_2, radius : float
        The boundary is (x_1 - centre_1)^2 + (x_2 - centre_2)^2 = radius^2.
    """
    scaled = np.asarray(theta, dtype=float) / theta[3]
    centre = -scaled[1:3] / 2
    return float(centre[0]), float(centre[1]), float(np.sqrt(np.sum(centre**2) - scaled[0]))


def theta_of_circle(centre: np.ndarray, radius: float, inside: bool) -> np.ndarray:
    """Return a theta whose boundary is a given circle.

    Parameters
    ----------
    centre : array of shape (2,)
        The circle's centre.
    radius : float
        Its radius, positive.
    inside : bool
        True if class 1 is to lie inside the circle, False if outside. The circle itself is of class 1.

    Returns
    -------
    array of shape (5,)
        theta_0, ..., theta_4 as in `circle_class`. Any positive multiple is just as right.
    """
    c1, c2 = np.asarray(centre, dtype=float)
    outside = np.array([c1**2 + c2**2 - radius**2, -2 * c1, -2 * c2, 1.0, 1.0])
    return -outside if inside else outside


BREAK = {
    "divided": ((0, 0, -1), (0, 1)),
    "unrooted": ((-4, 0, 0, 1, 1), (3, 0)),
    "centre ignored": ((-1, -4, 0, 1, 1), (0, 0)),
}


def convert(weights: np.ndarray, source: str, target: str) -> np.ndarray:
    """Write the weights of one perceptron in another form.

    Parameters
    ----------
    weights : array of shape (n + 1,)
        Weights in the form `source`.
    source, target : {"threshold", "bias", "last"}
        "threshold": (w0, w1, ..., wn); answers 1 if w1*x1 + ... + wn*xn >= w0.
        "bias": (w0, w1, ..., wn); answers 1 if w0*x0 + w1*x1 + ... + wn*xn >= 0 with x0 = 1.
        "last": the same sum as "bias", but written (w1, ..., wn, w0), as in training.
        Both may be the same form.

    Returns
    -------
    array of shape (n + 1,)
        The same perceptron in the form `target`; w1, ..., wn keep their values. `weights` is not changed.
    """
    bias_first = np.array(weights, dtype=float)
    if source == "last":
        bias_first = np.roll(bias_first, 1)
    if (source == "threshold") != (target == "threshold"):
        bias_first[0] = -bias_first[0]
    return np.roll(bias_first, -1) if target == "last" else bias_first


def perceptron(weights: np.ndarray, X: np.ndarray, form: str) -> np.ndarray:
    """Return a perceptron's outputs, -1 or 1, as on the slide that introduces it.

    Parameters
    ----------
    weights : array of shape (n + 1,)
        Weights in the given form.
    X : array of shape (N, n)
        One pattern a row, without x0.
    form : {"threshold", "bias", "last"}
        How to read `weights`; see `convert`.

    Returns
    -------
    array of shape (N,)
        1 where the form's inequality holds, equality included, else -1.
    """
    w = convert(weights, form, "bias")
    return np.where(np.asarray(X, dtype=float) @ w[1:] + w[0] >= 0, 1, -1)


def steepness_for(distance: float, gap: float) -> float:
    """Return how steep tanh must be to stand in for the step.

    Parameters
    ----------
    distance : float
        Positive: only values V with abs(V) >= distance matter.
    gap : float
        Between 1e-6 and 0.9: how far tanh may be from the step, which is -1 for V < 0 and 1 for V > 0.

    Returns
    -------
    float
        The smallest k for which abs(tanh(k*V) - step(V)) <= gap wherever abs(V) >= distance; right to a
        relative 1e-6.
    """
    return float(np.arctanh(1 - gap) / distance)


def sigmoid_net(hidden: np.ndarray, output: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return weights with which sigmoid hidden units compute what tanh hidden units computed.

    A net with one hidden layer gives y = output[0] + sum_j output[j] * a_j, where
    a_j = f(hidden[0, j-1] + x_1*hidden[1, j-1] + ... + x_n*hidden[n, j-1]) for j = 1, ..., H.
    There is no activation at the output.

    Parameters
    ----------
    hidden : array of shape (n + 1, H)
        Weights of a net whose f is tanh; one column a hidden unit, its bias in row 0.
    output : array of shape (H + 1,)
        Weights of its output, the bias first.

    Returns
    -------
    hidden : array of shape (n + 1, H)
        Weights of a net whose f is sigma(z) = 1 / (1 + e^(-z)).
    output : array of shape (H + 1,)
        Its output weights. For every x it gives the same y, to 1e-6. Any such weights are right.
    """
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    return 2 * hidden, np.append(output[0] - np.sum(output[1:]), 2 * output[1:])


MEND = {
    "line": 4,
    "text": "(2 - (1 + exp(-2*x)))/(1 + exp(-2*x))",
}


def inequalities(points: np.ndarray, outputs: np.ndarray) -> np.ndarray:
    """Write labelled points as inequalities on the weights, all turned the same way.

    Parameters
    ----------
    points : array of shape (N, n)
        One pattern a row.
    outputs : array of shape (N,)
        The outputs O wanted, 0 or 1.

    Returns
    -------
    array of shape (N, n + 1)
        One row a point, for the weights (w1, ..., wn, bias): (I1, ..., In, 1) where O is 1, and minus that
        where O is 0, so that every row asks ``row @ weights`` to be positive (or zero, where O is 1).
    """
    points = np.asarray(points, dtype=float)
    rows = np.column_stack([points, np.ones(len(points))])
    return rows * np.where(np.asarray(outputs) == 1, 1, -1)[:, None]


def holds(points: np.ndarray, outputs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Say of every labelled point whether the weights satisfy its inequality.

    Parameters
    ----------
    points : array of shape (N, n)
        One pattern a row.
    outputs : array of shape (N,)
        The outputs O wanted, 0 or 1.
    weights : array of shape (n + 1,)
        w1, ..., wn and the bias, last.

    Returns
    -------
    array of bool of shape (N,)
        With V = I1*w1 + ... + In*wn + bias: where O is 1, whether V >= 0; where O is 0, whether V < 0.
    """
    sums = inequalities(points, outputs) @ np.asarray(weights, dtype=float)
    satisfied: np.ndarray = np.where(np.asarray(outputs) == 1, sums >= 0, sums > 0)
    return satisfied


SIXTEEN = {
    "0000": ("weights", (0, 0, -1)),
    "0001": ("weights", (1, 1, -1.5)),
    "0010": ("weights", (1, -1, -0.5)),
    "0011": ("weights", (1, 0, -0.5)),
    "0100": ("weights", (-1, 1, -0.5)),
    "0101": ("weights", (0, 1, -0.5)),
    "0110": ("multipliers", (1, 1, 1, 1)),
    "0111": ("weights", (1, 1, -0.5)),
    "1000": ("weights", (-1, -1, 0.5)),
    "1001": ("multipliers", (1, 1, 1, 1)),
    "1010": ("weights", (0, -1, 0.5)),
    "1011": ("weights", (1, -1, 0.5)),
    "1100": ("weights", (-1, 0, 0.5)),
    "1101": ("weights", (-1, 1, 0.5)),
    "1110": ("weights", (-1, -1, 1.5)),
    "1111": ("weights", (0, 0, 1)),
}


def training_steps(
    inputs: np.ndarray,
    targets: np.ndarray,
    weights: np.ndarray,
    low: int = 0,
    max_epochs: int = 100,
) -> Iterator[tuple[int, np.ndarray]]:
    """Train one threshold unit and yield what happens each time a pattern is shown.

    Parameters
    ----------
    inputs : array of shape (N, n)
        One pattern a row; they are shown in this order.
    targets : array of shape (N,)
        The outputs O wanted: 1, or `low`.
    weights : array of shape (n + 1,)
        The weights to start from, the bias last. They are not changed.
    low : {0, -1}
        What the unit answers when it does not answer 1.
    max_epochs : int
        How many epochs to run at most; an epoch shows every pattern once.

    Yields
    ------
    C : int
        The output for this pattern, before anything is adjusted: 1 if V = I1*w1 + ... + In*wn + bias > 0,
        else `low`.
    weights : array of shape (n + 1,)
        The weights after this pattern: changed by w <- w - x*(C - O) if C differs from O, where x is the
        weight's own input (1 for the bias). An array of its own, which later steps leave alone.

    Notes
    -----
    The run ends after the first whole epoch, from first pattern to last, in which no pattern changed the
    weights (that epoch is yielded too), or after `max_epochs`. A function that returns all pairs in one list
    will do as well as a generator.
    """
    patterns = np.column_stack([np.asarray(inputs, dtype=float), np.ones(len(inputs))])
    w = np.array(weights, dtype=float)
    for _ in range(max_epochs):
        clean = True
        for pattern, target in zip(patterns, targets, strict=True):
            c = 1 if pattern @ w > 0 else low
            w = w - pattern * (c - target)
            clean = clean and c == target
            yield c, w
        if clean:
            return


PREDICT = {
    "rate": (0.2, 0.1, -0.2),
    "outputs": (2, 2, 0),
    "start": 1,
}


def forward(X: np.ndarray, hidden: np.ndarray, output: np.ndarray) -> np.ndarray:
    """Return the outputs of a net of threshold units with one hidden layer.

    Parameters
    ----------
    X : array of shape (N, n)
        One pattern a row, without x0.
    hidden : array of shape (n + 1, H)
        One column a hidden unit; row 0 holds the biases, whose input x0 is 1.
    output : array of shape (H + 1,)
        Weights of the output unit, its bias first.

    Returns
    -------
    array of shape (N,)
        0 or 1. Every unit, hidden or output, answers 1 where its weighted sum is >= 0, else 0.
    """
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    answers = np.asarray(X, dtype=float) @ hidden[1:] + hidden[0] >= 0
    return np.asarray(answers @ output[1:] + output[0] >= 0).astype(int)


XOR_NET = (
    [[-0.5, -1.5], [1, 1], [1, 1]],
    [-0.5, 1, -1],
)
PARITY_NET = (
    [[-0.5, -1.5, -2.5], [1, 1, 1], [1, 1, 1], [1, 1, 1]],
    [-0.5, 1, -1, 1],
)


def net_for(outputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a net of threshold units with one hidden layer that computes a given truth table.

    Parameters
    ----------
    outputs : array of shape (2**n,)
        The outputs wanted, 0 or 1, for the rows of the table in counting order: for n = 2 these are
        (0, 0), (0, 1), (1, 0), (1, 1), so I1 changes slowest. n is 1, 2, 3 or 4.

    Returns
    -------
    hidden : array of shape (n + 1, H)
        As in `forward`: the biases in row 0. H, one or more, is yours to choose.
    output : array of shape (H + 1,)
        The bias first.

    Notes
    -----
    Right if the net gives every row its output with V >= 0 at every unit, or with V > 0 at every unit.
    """
    wanted = np.asarray(outputs, dtype=float)
    n = len(wanted).bit_length() - 1
    rows = np.arange(len(wanted)) >> np.arange(n)[::-1, None] & 1
    return np.vstack([0.5 - rows.sum(axis=0), 2 * rows - 1]), np.append(-0.5, wanted)
