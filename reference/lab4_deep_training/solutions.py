"""Solutions of lab 4, training deep networks.

Letters: L layers, D or n features of a layer, N rows of a batch. Weights stand as (inputs, outputs), so a
layer computes z = a W + b. E is the cost, eta the learning rate. No function changes its input.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.neural_network import MLPClassifier


def gradient_norms(
    weights: list[np.ndarray], biases: list[np.ndarray], x: np.ndarray, upstream: np.ndarray
) -> np.ndarray:
    """Return how large the gradient of E is at the input and after every layer of a sigmoid net.

    Layer l computes a_l = sigmoid(a_(l-1) W_l + b_l), and a_0 is the input x.

    Parameters
    ----------
    weights : list of L arrays
        W_l of shape (n_(l-1), n_l): row m, column n leads from unit m to unit n. Layers may differ in width.
    biases : list of L arrays
        b_l of shape (n_l,).
    x : array of shape (n_0,)
        One input.
    upstream : array of shape (n_L,)
        dE/da_L, the gradient of the cost with respect to the net's output.

    Returns
    -------
    array of shape (L + 1,)
        The Euclidean norms of dE/da_0, dE/da_1, ..., dE/da_L, in this order: the input's first, and last the
        norm of `upstream` itself. Right to 1e-9 relative to their size (1e-3 if you compute in float32).

    Notes
    -----
    The norms are of the gradients with respect to the layers' *outputs* a, not to z and not to the weights.
    """
    slopes = []
    a = np.asarray(x, dtype=float)
    for W, b in zip(weights, biases, strict=True):
        a = _sigmoid(a @ W + b)
        slopes.append(a * (1 - a))
    return _norms([W * slope for W, slope in zip(weights, slopes, strict=True)], upstream)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    """Return sigma of every entry; the form by tanh never overflows."""
    return np.asarray(0.5 + 0.5 * np.tanh(z / 2))


def _norms(jacobians: Sequence[np.ndarray], upstream: np.ndarray) -> np.ndarray:
    """Return the norms of the gradient on its way down; entry (m, n) of a jacobian is d a_n by input m."""
    gradient = np.asarray(upstream, dtype=float)
    norms = [np.linalg.norm(gradient)]
    for jacobian in reversed(jacobians):
        gradient = jacobian @ gradient
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


def layer_bounds(weights: list[np.ndarray]) -> np.ndarray:
    """Return the largest factor by which each sigmoid layer can multiply the gradient's norm: ||W||/4.

    Parameters
    ----------
    weights : list of L arrays
        W_l of shape (n_(l-1), n_l).

    Returns
    -------
    array of shape (L,)
        ||W_l||/4 for every layer, one by one (not their products). Right to 1e-5 relative to their size.

    Notes
    -----
    ||W|| is the spectral norm, the largest singular value of W: the most by which W can stretch any vector.
    Other norms of a matrix give bounds too, but looser ones.
    """
    return np.array([np.linalg.norm(W, 2) / 4 for W in weights])


COUNTER = {
    "at least four times smaller": (3.0, -3.0, 1.0),
    "larger weight, larger factor": (1.0, 20.0, 0.0, 1.0),
}


def initial_weights(fan_in: int, fan_out: int, seed: int) -> np.ndarray:
    """Draw start weights of one layer: independent, mean 0, variance 1/fan_in.

    Parameters
    ----------
    fan_in : int
        Inputs of the layer.
    fan_out : int
        Units of the layer.
    seed : int
        The same seed gives the same weights, another seed others.

    Returns
    -------
    array of shape (fan_in, fan_out)
        Any distribution will do that is symmetric about 0, for example a normal or a uniform one. It is the
        variance that counts: of a large layer's weights it lies within 10 % of 1/fan_in.
    """
    return np.random.default_rng(seed).normal(0.0, 1 / np.sqrt(fan_in), (fan_in, fan_out))


def shrinkage(
    weights: list[np.ndarray], biases: list[np.ndarray], x: np.ndarray, upstream: np.ndarray, scale: float
) -> float:
    """Return which share of the gradient reaches the input when all weights are multiplied by one number.

    Parameters
    ----------
    weights, biases, x, upstream
        A sigmoid net, an input and dE/da_L, as for `gradient_norms`.
    scale : float
        Every weight is multiplied by it before anything is computed; the biases are not.

    Returns
    -------
    float
        ||dE/da_0|| / ||dE/da_L|| of the net so scaled. Right to 1e-3 relative to its size.
    """
    norms = gradient_norms([scale * np.asarray(W) for W in weights], biases, x, upstream)
    return float(norms[0] / norms[-1])


def relu_norms(
    weights: list[np.ndarray], biases: list[np.ndarray], x: np.ndarray, upstream: np.ndarray
) -> np.ndarray:
    """Return what `gradient_norms` returns, for a net of ReLU layers: a_l = max(0, a_(l-1) W_l + b_l).

    Parameters
    ----------
    weights, biases, x, upstream
        As for `gradient_norms`.

    Returns
    -------
    array of shape (L + 1,)
        The Euclidean norms of dE/da_0, ..., dE/da_L. Right to 1e-9 relative to their size (1e-3 in float32).

    Notes
    -----
    ReLU's slope is 1 for z > 0 and 0 for z < 0. No case that is graded has a z of exactly 0.
    """
    jacobians = []
    a = np.asarray(x, dtype=float)
    for W, b in zip(weights, biases, strict=True):
        z = a @ W + b
        a = np.maximum(z, 0)
        jacobians.append(W * (z > 0))
    return _norms(jacobians, upstream)


def residual_norms(
    weights: list[np.ndarray], biases: list[np.ndarray], x: np.ndarray, upstream: np.ndarray
) -> np.ndarray:
    """Return what `gradient_norms` returns, for layers with a skip around the sigmoid.

    Layer l computes a_l = a_(l-1) + sigmoid(a_(l-1) W_l + b_l).

    Parameters
    ----------
    weights : list of L arrays
        W_l of shape (n, n): the skip adds input and output, so all layers have one width.
    biases, x, upstream
        As for `gradient_norms`.

    Returns
    -------
    array of shape (L + 1,)
        The Euclidean norms of dE/da_0, ..., dE/da_L. Right to 1e-9 relative to their size (1e-3 in float32).
    """
    jacobians = []
    a = np.asarray(x, dtype=float)
    for W, b in zip(weights, biases, strict=True):
        s = _sigmoid(a @ W + b)
        a = a + s
        jacobians.append(np.eye(len(a)) + W * (s * (1 - s)))
    return _norms(jacobians, upstream)


def clip_by_value(gradient: np.ndarray, limit: float) -> np.ndarray:
    """Return the gradient with every entry brought into the range from -limit to limit.

    Parameters
    ----------
    gradient : array of any shape
        It is not changed.
    limit : float
        Positive.

    Returns
    -------
    array of the same shape
        Entries inside the range as they were; those beyond it at the nearer end.
    """
    return np.asarray(np.clip(np.asarray(gradient, dtype=float), -limit, limit))


def clip_by_norm(gradient: np.ndarray, limit: float) -> np.ndarray:
    """Return the gradient shortened to the norm `limit` where it is longer, and as it is otherwise.

    Parameters
    ----------
    gradient : array of any shape
        Its norm is the root of the sum of the squares of *all* entries. It is not changed.
    limit : float
        Positive.

    Returns
    -------
    array of the same shape
        The same direction. A gradient of zeros stays zeros; no entry is nan.
    """
    gradient = np.asarray(gradient, dtype=float)
    norm = np.sqrt(np.sum(gradient**2))
    return np.array(gradient * (limit / norm) if norm > limit else gradient)


def train_chain(
    weights: np.ndarray, x: float, y: float, rate: float, steps: int, limit: float | None = None
) -> Iterator[float]:
    """Train a chain of L layers of one linear unit each, and report the cost as training goes on.

    The chain computes w_1 w_2 ... w_L x, its cost is E = 1/2 (w_1 w_2 ... w_L x - y)^2. One step of gradient
    descent changes all weights at once: w <- w - rate * dE/dw.

    Parameters
    ----------
    weights : array of shape (L,)
        Where to start; a weight may be 0. They are not changed.
    x, y : float
        The one input and its target.
    rate : float
        The learning rate.
    steps : int
        How many updates.
    limit : float, optional
        When given, the gradient, the vector of all L derivatives, goes through `clip_by_norm` with this
        limit before the learning rate multiplies it.

    Yields
    ------
    float
        E, steps + 1 times: first before any update, then after each one. A list of these numbers will do as
        well as a generator.
    """
    w = np.array(weights, dtype=float)
    for _ in range(steps + 1):
        error = np.prod(w) * x - y
        yield float(0.5 * error**2)
        others = np.array([np.prod(np.delete(w, place)) for place in range(len(w))])
        gradient = error * x * others
        if limit is not None:
            gradient = clip_by_norm(gradient, limit)
        w = w - rate * gradient


PREDICT = {
    "ten sigmoid layers": 4.0**-10,
    "ten sigmoid layers, weights 4": 1.0,
    "ten residual layers": 1.25**10,
    "clipped, exploding": 0.75,
    "clipped, vanishing": 1e-6,
}


def batch_norm(x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """Normalise every feature over the rows of a batch, then scale and shift it.

    Parameters
    ----------
    x : array of shape (N, D), of any real dtype
        One row for each example. It is not changed.
    gamma, beta : array of shape (D,)
        Scale and shift, one number for each feature.
    eps : float
        Epsilon, added to the variance under the root.

    Returns
    -------
    array of shape (N, D)
        gamma * (x - mean) / sqrt(variance + eps) + beta, where mean and variance are those of the feature's
        column. Right to 1e-9 (1e-4 if you compute in float32).

    Notes
    -----
    The variance is the mean of the squared differences from the mean: divide by N, not by N - 1.
    One check: it stays right, to 1e-5, for a column such as 1e8 + (0, 1, 2, 3), whose mean is far larger
    than its spread; there float32 does not suffice.
    """
    x = np.asarray(x, dtype=float)
    return np.asarray(gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta)


def batch_norm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gradients of E with respect to the input and the parameters of `batch_norm`.

    Parameters
    ----------
    dout : array of shape (N, D)
        dE/dy, where y is what `batch_norm` returned.
    x : array of shape (N, D)
        What `batch_norm` was given.
    gamma : array of shape (D,)
        The scale it was given.
    eps : float
        The epsilon it was given.

    Returns
    -------
    dx : array of shape (N, D)
        dE/dx. Mean and variance depend on *every* row of x, so each row of dx depends on all rows of dout.
    dgamma : array of shape (D,)
        dE/dgamma: a sum over the rows, for E is a function of all of them.
    dbeta : array of shape (D,)
        dE/dbeta, a sum as well.

    Notes
    -----
    Judged by centred differences, to 1e-5.
    """
    dout, x = np.asarray(dout, dtype=float), np.asarray(x, dtype=float)
    deviation = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / deviation
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = np.asarray(gamma) / deviation * (dout - (dbeta + x_hat * dgamma) / len(x))
    return dx, dgamma, dbeta


class BatchNorm:
    """A batch-normalisation layer that remembers what it has seen.

    Parameters
    ----------
    n_features : int
        D.
    momentum : float
        Which share of the running statistics stays at each training batch.
    eps : float
        Epsilon, added to the variance under the root.

    Attributes
    ----------
    gamma, beta : array of shape (D,)
        Scale and shift; ones and zeros at the start. They can be set from outside.
    running_mean, running_variance : array of shape (D,)
        Running statistics; zeros and ones at the start.
    """

    def __init__(self, n_features: int, momentum: float = 0.9, eps: float = 1e-5) -> None:
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(n_features), np.zeros(n_features)
        self.running_mean, self.running_variance = np.zeros(n_features), np.ones(n_features)

    def forward(self, x: np.ndarray, training: bool) -> np.ndarray:
        """Normalise a batch: by its own statistics in training, by the running ones in inference.

        Parameters
        ----------
        x : array of shape (N, D)
            One row for each example; in inference N may be 1. It is not changed.
        training : bool
            Whether this is a training batch.

        Returns
        -------
        array of shape (N, D)
            In training what `batch_norm` returns. In inference
            gamma * (x - running_mean) / sqrt(running_variance + eps) + beta.

        Notes
        -----
        In training the running statistics then move towards the batch's:
        running <- momentum * running + (1 - momentum) * batch, for the mean and for the variance (divided
        by N). Inference changes nothing.
        """
        x = np.asarray(x, dtype=float)
        mean, variance = self.running_mean, self.running_variance
        if training:
            mean, variance = x.mean(axis=0), x.var(axis=0)
            kept = self.momentum
            self.running_mean = kept * self.running_mean + (1 - kept) * mean
            self.running_variance = kept * self.running_variance + (1 - kept) * variance
        return np.asarray(self.gamma * (x - mean) / np.sqrt(variance + self.eps) + self.beta)


def slope_gain(z: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """Measure what batch normalisation does for the slopes of the sigmoid that follows.

    Parameters
    ----------
    z : array of shape (N, D)
        Weighted sums of a layer, before the sigmoid. They are not changed.
    gamma, beta, eps
        As for `batch_norm`.

    Returns
    -------
    array of shape (2,)
        The mean over all entries of the sigmoid's slope at z, and the same at batch_norm(z). Right to 1e-9.
    """
    z = np.asarray(z, dtype=float)
    activations = _sigmoid(np.array([z, batch_norm(z.copy(), gamma, beta, eps)]))
    return np.asarray(np.mean(activations * (1 - activations), axis=(1, 2)))


BREAK = {
    "no epsilon": [[1.0], [1.0]],
    "one mean": [[0.0, 9.0], [1.0, 8.0]],
    "epsilon outside": [[0.0], [0.001]],
}


class Momentum:
    """Gradient descent with momentum: v <- momentum * v - rate * gradient, then w <- w + v.

    Parameters
    ----------
    rate : float
        The learning rate.
    momentum : float
        Which share of the velocity v stays at each step. v is 0 at the start.
    """

    def __init__(self, rate: float, momentum: float = 0.9) -> None:
        self.rate, self.momentum = rate, momentum
        self.velocity: np.ndarray | float = 0.0

    def step(self, weights: np.ndarray, gradient: np.ndarray) -> np.ndarray:
        """Return the weights after one step, and remember the velocity for the next.

        Parameters
        ----------
        weights : array of any shape
            They are not changed.
        gradient : array of the same shape
            dE/dw at these weights. It is not changed.

        Returns
        -------
        array of the same shape
            The new weights.
        """
        self.velocity = self.momentum * self.velocity - self.rate * np.asarray(gradient)
        return np.asarray(weights + self.velocity)


class Adam:
    """Adam: every weight gets a step of its own size, from running means of its gradients.

    With g the gradient and t = 1, 2, 3, ... the number of the step, entry by entry:

        m <- beta1 * m + (1 - beta1) * g
        v <- beta2 * v + (1 - beta2) * g^2
        w <- w - rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps)

    Parameters
    ----------
    rate : float
        The learning rate.
    beta1, beta2 : float
        Which shares of m and v stay at each step. Both are 0 at the start.
    eps : float
        Keeps the denominator away from 0.

    References
    ----------
    D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, 2015, arXiv:1412.6980.
    """

    def __init__(
        self, rate: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        self.rate, self.beta1, self.beta2, self.eps = rate, beta1, beta2, eps
        self.m: np.ndarray | float = 0.0
        self.v: np.ndarray | float = 0.0
        self.t = 0

    def step(self, weights: np.ndarray, gradient: np.ndarray) -> np.ndarray:
        """Return the weights after one step, and remember m, v and t for the next.

        Parameters
        ----------
        weights : array of any shape
            They are not changed.
        gradient : array of the same shape
            dE/dw at these weights. It is not changed.

        Returns
        -------
        array of the same shape
            The new weights.
        """
        g = np.asarray(gradient, dtype=float)
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g**2
        m, v = self.m / (1 - self.beta1**self.t), self.v / (1 - self.beta2**self.t)
        return np.asarray(weights - self.rate * m / (np.sqrt(v) + self.eps))


def regularised_loss(
    data_loss: float, weights: list[np.ndarray], biases: list[np.ndarray], alpha: float
) -> float:
    """Return the cost with its L2 penalty: data_loss + alpha/2 * ||W||^2.

    Parameters
    ----------
    data_loss : float
        The cost without penalty.
    weights, biases : list of arrays
        The net's weight matrices and bias vectors. ||W||^2 is the sum of the squares of all entries of all
        matrices; the biases are not in it.
    alpha : float
        The strength of the penalty.

    Returns
    -------
    float
        The penalised cost.
    """
    return float(data_loss + alpha / 2 * sum(np.sum(np.square(W)) for W in weights))


def regularised_step(
    W: np.ndarray, b: np.ndarray, dW: np.ndarray, db: np.ndarray, rate: float, alpha: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return one layer's weights and biases after a step of gradient descent on the penalised cost.

    Parameters
    ----------
    W, b : array of shape (n_in, n_out) and array of shape (n_out,)
        Weights and biases. They are not changed.
    dW, db : arrays of the same shapes
        Gradients of the *data* loss alone; the penalty is not in them yet.
    rate : float
        The learning rate.
    alpha : float
        The strength of the penalty.

    Returns
    -------
    W : array of shape (n_in, n_out)
        W - rate * (alpha * W + dW): the penalty counts once.
    b : array of shape (n_out,)
        The biases, which have no penalty.
    """
    W, b, dW, db = (np.asarray(part, dtype=float) for part in (W, b, dW, db))
    return W - rate * (alpha * W + dW), b - rate * db


def sklearn_alpha(alpha: float, n_samples: int) -> float:
    """Return which `alpha` to hand to scikit-learn's MLP so that its penalty is ours.

    Our cost is (mean loss over the samples) + alpha/2 * ||W||^2. scikit-learn's is
    (mean loss over the samples) + alpha/(2 * n_samples) * ||W||^2.

    Parameters
    ----------
    alpha : float
        Our strength.
    n_samples : int
        Samples in a batch.

    Returns
    -------
    float
        scikit-learn's alpha for the same cost.
    """
    return alpha * n_samples


def fit_with(solver: str, X_train: np.ndarray, y_train: np.ndarray) -> MLPClassifier:
    """Fit scikit-learn's `MLPClassifier` with one of its three solvers.

    Parameters
    ----------
    solver : {'sgd', 'adam', 'lbfgs'}
        Stochastic gradient descent, Adam or L-BFGS.
    X_train : array of shape (N, D)
        Standardised features.
    y_train : array of N integers
        Classes.

    Returns
    -------
    MLPClassifier
        Fitted, with the solver asked for (a pipeline that ends in one will do). Choose the other settings
        yourself, also differently for each solver, and fix `random_state`: two equal calls give networks
        that predict the same.

    Notes
    -----
    One check of quality: on held-out wine, each solver's network is right in at least 85 % of the rows (with
    well-chosen settings all three reach 93 % or more). Keep a fit below a second.
    """
    rates = {"sgd": 0.1, "adam": 0.02, "lbfgs": 0.001}
    settings = {"learning_rate_init": rates[solver], "max_iter": 80, "tol": 1e-3}
    return MLPClassifier(10, solver=solver, random_state=0, **settings).fit(X_train, y_train)


def compare_solvers(
    X_train: np.ndarray, y_train: np.ndarray, X_test: np.ndarray, y_test: np.ndarray
) -> dict[str, float]:
    """Return how often each solver's network, from `fit_with`, is right on the test rows.

    Parameters
    ----------
    X_train, X_test : arrays of shape (N, D) and (M, D)
        Features, already standardised by the training rows.
    y_train, y_test : arrays of N and M integers
        Classes. The networks learn from the training rows alone.

    Returns
    -------
    dict of str to float
        For 'sgd', 'adam' and 'lbfgs' the accuracy on the test rows, between 0 and 1.
    """
    return {
        solver: float(np.mean(fit_with(solver, X_train, y_train).predict(X_test) == y_test))
        for solver in ("sgd", "adam", "lbfgs")
    }
