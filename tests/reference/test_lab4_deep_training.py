"""Lab 4: the solutions against numbers worked by hand, differences, many digits and scikit-learn's."""

import ast
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from scipy import linalg, special, stats
from sklearn.datasets import load_digits, load_iris
from sklearn.metrics import accuracy_score, log_loss
from sklearn.neural_network import MLPClassifier
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer
from sklearn.preprocessing import StandardScaler

from autograder.course.loading import load_module

REFERENCE = Path(__file__).parents[2] / "reference" / "lab4_deep_training"
Layer = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


@pytest.fixture(scope="module")
def solutions() -> ModuleType:
    """Load the solutions by their path."""
    return load_module(REFERENCE / "solutions.py")


def net(
    widths: tuple[int, ...], seed: int
) -> tuple[list[np.ndarray], list[np.ndarray], np.ndarray, np.ndarray]:
    """Draw weights, biases, an input and an upstream gradient."""
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=pair) for pair in pairwise(widths)]
    return (
        weights,
        [rng.normal(size=n) for n in widths[1:]],
        rng.normal(size=widths[0]),
        rng.normal(size=widths[-1]),
    )


def sigmoid_layer(a: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Apply a sigmoid layer."""
    return np.asarray(special.expit(a @ W + b))


def relu_layer(a: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Apply a ReLU layer."""
    return np.asarray(np.maximum(a @ W + b, 0))


def residual_layer(a: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Apply a sigmoid layer with a skip."""
    return np.asarray(a + sigmoid_layer(a, W, b))


def norms_by_differences(
    layer: Layer, weights: Any, biases: Any, x: np.ndarray, upstream: np.ndarray
) -> np.ndarray:
    """Return the norms of dE/da_l for E = upstream . a_L, each entry by a centred difference in a_l."""
    norms, a, h = [], x, 1e-6
    for depth in range(len(weights) + 1):
        slopes = []
        for unit in np.eye(len(a)):
            ends = []
            for sign in (1, -1):
                moved = a + sign * h * unit
                for W, b in zip(weights[depth:], biases[depth:], strict=True):
                    moved = layer(moved, W, b)
                ends.append(moved @ upstream)
            slopes.append((ends[0] - ends[1]) / (2 * h))
        norms.append(np.linalg.norm(slopes))
        if depth < len(weights):
            a = layer(a, weights[depth], biases[depth])
    return np.array(norms)


# Q1: the vanishing gradient


def test_gradient_norms_of_the_texts_table(solutions: ModuleType) -> None:
    """Two units with z = 0 multiply the gradient by 4/4 and 2/4, as worked by hand."""
    sent = [np.array([[4.0]]), np.array([[-2.0]])], [np.zeros(1), np.ones(1)], np.zeros(1), np.array([3.0])
    np.testing.assert_allclose(solutions.gradient_norms(*sent), [1.5, 1.5, 3.0], rtol=1e-15)


@pytest.mark.parametrize(
    ("name", "layer"),
    [("gradient_norms", sigmoid_layer), ("relu_norms", relu_layer), ("residual_norms", residual_layer)],
)
def test_norms_are_those_of_centred_differences(solutions: ModuleType, name: str, layer: Layer) -> None:
    """The three functions agree with differences of the forward pass, for several nets."""
    for seed, widths in enumerate(((1, 1), (3, 3), (2, 2, 2, 2), (4, 4, 4))):
        network = net(widths, seed)
        expected = norms_by_differences(layer, *network)
        np.testing.assert_allclose(getattr(solutions, name)(*network), expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", ["gradient_norms", "relu_norms"])
def test_norms_of_layers_of_different_widths(solutions: ModuleType, name: str) -> None:
    """A matrix from three units to one and back is no trouble."""
    network = net((3, 1, 4, 2), 9)
    layer = sigmoid_layer if name == "gradient_norms" else relu_layer
    expected = norms_by_differences(layer, *network)
    np.testing.assert_allclose(getattr(solutions, name)(*network), expected, rtol=1e-6, atol=1e-8)


def test_bounds_are_singular_values(solutions: ModuleType) -> None:
    """layer_bounds is a quarter of SciPy's largest singular value; a rank-one matrix has |u| |v|."""
    weights = net((3, 5, 2, 2), 3)[0]
    expected = [linalg.svdvals(W).max() / 4 for W in weights]
    np.testing.assert_allclose(solutions.layer_bounds(weights), expected, rtol=1e-12)
    np.testing.assert_allclose(
        solutions.layer_bounds([np.outer([3.0, 4.0], [5.0, 12.0])]), [65 / 4], rtol=1e-12
    )


def test_no_gradient_grows_beyond_its_bound(solutions: ModuleType) -> None:
    """From layer to layer the norm grows by the bound at most; at z = 0 one unit reaches it."""
    for seed in range(20):
        network = net((3, 4, 2, 3), seed)
        norms = solutions.gradient_norms(*network)
        assert (norms[:-1] / norms[1:] <= solutions.layer_bounds(network[0]) * (1 + 1e-12)).all()
    W = np.array([[7.0]])
    norms = solutions.gradient_norms([W], [np.array([-7.0])], np.array([1.0]), np.array([2.0]))
    np.testing.assert_allclose(norms[0] / norms[1], solutions.layer_bounds([W])[0])


def test_counterexamples_hold_in_many_digits(solutions: ModuleType) -> None:
    """The two answers contradict the two claims."""

    def factor(w: float, b: float, x: float) -> mpmath.mpf:
        z = mpmath.mpf(w) * x + b
        return abs(mpmath.mpf(w)) * mpmath.diff(lambda t: 1 / (1 + mpmath.exp(-t)), z)

    assert factor(*solutions.COUNTER["at least four times smaller"]) > 0.25
    small, large, b, x = solutions.COUNTER["larger weight, larger factor"]
    assert 0 < small < large
    assert factor(large, b, x) < factor(small, b, x)


def test_start_weights_are_normal(solutions: ModuleType) -> None:
    """A Kolmogorov-Smirnov test finds nothing against mean 0 and variance 1/fan_in."""
    W = solutions.initial_weights(50, 80, 3)
    assert W.shape == (50, 80)
    assert stats.kstest(W.ravel() * np.sqrt(50), "norm").pvalue > 0.01
    np.testing.assert_array_equal(W, solutions.initial_weights(50, 80, 3))
    assert not np.array_equal(W, solutions.initial_weights(50, 80, 4))


def test_too_small_weights_make_the_gradient_vanish_faster(solutions: ModuleType) -> None:
    """What is taught of the variance is so: a tenth of the weights leaves far less."""
    weights = [solutions.initial_weights(20, 20, seed) for seed in range(10)]
    rest = [np.zeros(20)] * 10, np.ones(20), np.ones(20)
    good, small = (solutions.shrinkage(weights, *rest, scale) for scale in (1.0, 0.1))
    expected = norms_by_differences(sigmoid_layer, weights, *rest)
    np.testing.assert_allclose(good, expected[0] / expected[-1], rtol=1e-2)
    assert small < 1e-8 * good


# Q2: cures


def test_clipping_by_hand(solutions: ModuleType) -> None:
    """3-4-5: at limit 1 by norm (0.6, -0.8), by value (1, -1); at 5 nothing changes."""
    g = np.array([3.0, -4.0])
    np.testing.assert_allclose(solutions.clip_by_norm(g, 1.0), [0.6, -0.8], rtol=1e-15)
    np.testing.assert_array_equal(solutions.clip_by_value(g, 1.0), [1, -1])
    np.testing.assert_array_equal(solutions.clip_by_norm(g, 5.0), g)
    np.testing.assert_array_equal(solutions.clip_by_norm(np.zeros(3), 1.0), np.zeros(3))


def test_chain_follows_the_symbolic_gradient(solutions: ModuleType) -> None:
    """The costs are those of gradient descent with a gradient that SymPy derives, in exact fractions."""
    symbols = sympy.symbols("w1:4")
    cost = (sympy.prod(symbols) * Fraction(1, 2) - 2) ** 2 / 2
    slopes = [sympy.diff(cost, symbol) for symbol in symbols]
    w, expected = [sympy.Rational(1, 2), sympy.Rational(2), sympy.Rational(0)], []
    for _ in range(4):
        at = dict(zip(symbols, w, strict=True))
        expected.append(float(cost.subs(at)))
        w = [value - slope.subs(at) / 10 for value, slope in zip(w, slopes, strict=True)]
    found = list(solutions.train_chain(np.array([0.5, 2.0, 0.0]), 0.5, 2.0, 0.1, 3))
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_clipping_cures_the_exploding_chain_only(solutions: ModuleType) -> None:
    """Nine weights of 2 diverge and, clipped, converge; nine weights of 0.4 do not move either way."""
    exploding, vanishing = np.full(9, 2.0), np.full(9, 0.4)
    with np.errstate(all="ignore"):
        assert not np.isfinite(list(solutions.train_chain(exploding, 1.0, 1.0, 0.1, 10))).all()
    assert list(solutions.train_chain(exploding, 1.0, 1.0, 0.1, 60, 1.0))[-1] < 0.05
    free, limited = (
        list(solutions.train_chain(vanishing, 1.0, 1.0, 0.1, 60, limit)) for limit in (None, 1.0)
    )
    assert free == limited
    assert free[-1] > 0.99 * free[0]


def test_predictions_by_hand(solutions: ModuleType) -> None:
    """The five numbers: 4^-10, 1, 1.25^10, 3 * 5/20, 1e-6."""
    expected = [Fraction(1, 4**10), 1, Fraction(5, 4) ** 10, Fraction(3, 4), Fraction(1, 10**6)]
    np.testing.assert_allclose(
        list(solutions.PREDICT.values()), [float(entry) for entry in expected], rtol=1e-12
    )


# Q3: batch normalisation


def test_batch_norm_is_scikit_learns_scaler(solutions: ModuleType) -> None:
    """Without epsilon it is StandardScaler; with gamma and beta it is scaled and shifted."""
    x = load_iris().data
    expected = StandardScaler().fit_transform(x)
    np.testing.assert_allclose(solutions.batch_norm(x, np.ones(4), np.zeros(4), 0.0), expected, atol=1e-12)
    found = solutions.batch_norm(x, np.arange(4), np.ones(4), 0.0)
    np.testing.assert_allclose(found, np.arange(4) * expected + 1, atol=1e-12)


def test_batch_norm_by_hand(solutions: ModuleType) -> None:
    """The column (1, 2, 6) with epsilon 1/3 is (-2, -1, 3) / sqrt(5)."""
    found = solutions.batch_norm(np.array([[1], [2], [6]]), np.ones(1), np.zeros(1), 1 / 3)
    np.testing.assert_allclose(found.ravel(), np.array([-2, -1, 3]) / np.sqrt(5), rtol=1e-14)


def test_batch_norm_gradients_are_symbolic(solutions: ModuleType) -> None:
    """SymPy's derivatives of the definition, evaluated in 30 digits, are the three gradients."""
    xs, gs = sympy.symbols("x1:5"), sympy.symbols("g1:5")
    gamma, beta, eps = sympy.symbols("gamma beta eps")
    mean = sum(xs) / 4
    variance = sum((x - mean) ** 2 for x in xs) / 4
    cost = sum(
        g * (gamma * (x - mean) / sympy.sqrt(variance + eps) + beta) for x, g in zip(xs, gs, strict=True)
    )
    rng = np.random.default_rng(5)
    x, dout = rng.normal(size=(4, 1)), rng.normal(size=(4, 1))
    at = {**dict(zip(xs, x.ravel(), strict=True)), **dict(zip(gs, dout.ravel(), strict=True))}
    at |= {gamma: 1.5, beta: 0.5, eps: 0.1}
    dx, dgamma, dbeta = solutions.batch_norm_backward(dout, x, np.array([1.5]), 0.1)
    for symbol, found in zip((*xs, gamma, beta), (*dx.ravel(), dgamma[0], dbeta[0]), strict=True):
        np.testing.assert_allclose(found, float(sympy.diff(cost, symbol).evalf(30, subs=at)), rtol=1e-11)


def test_running_statistics_by_hand(solutions: ModuleType) -> None:
    """Two batches of two rows, momentum 1/2: the numbers are worked by hand."""
    layer = solutions.BatchNorm(1, momentum=0.5, eps=0.25)
    np.testing.assert_allclose(layer.forward(np.array([[0.0], [4.0]]), True).ravel(), [-2, 2] / np.sqrt(4.25))
    assert (layer.running_mean[0], layer.running_variance[0]) == (1.0, 2.5)
    layer.forward(np.array([[3.0], [5.0]]), True)
    assert (layer.running_mean[0], layer.running_variance[0]) == (2.5, 1.75)
    np.testing.assert_allclose(layer.forward(np.array([[2.5 + np.sqrt(2)]]), False), [[1.0]])


def test_running_statistics_come_to_those_of_the_data(solutions: ModuleType) -> None:
    """Shown the whole data over and over, the layer infers as StandardScaler transforms."""
    x = load_iris().data
    layer = solutions.BatchNorm(4, eps=0.0)
    for _ in range(400):
        layer.forward(x, True)
    np.testing.assert_allclose(
        layer.forward(x[:7], False), StandardScaler().fit(x).transform(x[:7]), rtol=1e-9
    )


def test_slope_gain_is_the_mean_derivative(solutions: ModuleType) -> None:
    """Both numbers are means of mpmath's numerical derivative of the logistic function."""

    def slope(t: float) -> float:
        return float(mpmath.diff(lambda s: 1 / (1 + mpmath.exp(-s)), t))

    z = np.array([[5.0, -1.0], [7.0, 0.5], [6.5, 2.0]])
    scaled = StandardScaler().fit_transform(z)
    expected = [np.mean([slope(t) for t in matrix.ravel()]) for matrix in (z, 2 * scaled - 1)]
    found = solutions.slope_gain(z, np.full(2, 2.0), np.full(2, -1.0), 0.0)
    np.testing.assert_allclose(found, expected, rtol=1e-9)
    assert found[1] > found[0]


# Q4: optimisers, penalty, solvers


def test_momentum_is_scikit_learns(solutions: ModuleType) -> None:
    """scikit-learn's SGD without Nesterov takes the same steps."""
    w = np.array([1.0, -2.0, 0.5])
    theirs, ours = [w.copy()], solutions.Momentum(0.1, 0.8)
    optimiser = SGDOptimizer(theirs, learning_rate_init=0.1, momentum=0.8, nesterov=False)
    for gradient in np.random.default_rng(6).normal(size=(6, 3)):
        optimiser.update_params(theirs, [gradient])
        w = ours.step(w, gradient)
        np.testing.assert_allclose(w, theirs[0], rtol=1e-12)


def test_adam_is_scikit_learns_where_epsilon_does_not_matter(solutions: ModuleType) -> None:
    """scikit-learn's Adam takes the same steps; it adds epsilon before the correction, so epsilon is tiny."""
    w = np.array([1.0, -2.0, 0.5])
    theirs, ours = [w.copy()], solutions.Adam(0.01, 0.8, 0.95, 1e-14)
    optimiser = AdamOptimizer(theirs, learning_rate_init=0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-14)
    for gradient in np.random.default_rng(7).normal(size=(6, 3)):
        optimiser.update_params(theirs, [gradient])
        w = ours.step(w, gradient)
        np.testing.assert_allclose(w, theirs[0], rtol=1e-10)


def test_adams_first_step_by_hand(solutions: ModuleType) -> None:
    """The first step is rate * g / (|g| + eps)."""
    found = solutions.Adam(1.0, 0.5, 0.75, 1.0).step(np.zeros(2), np.array([3.0, -1.0]))
    np.testing.assert_allclose(found, [-0.75, 0.5], rtol=1e-15)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_penalty_is_scikit_learns(solutions: ModuleType) -> None:
    """The loss of a fitted MLPClassifier is log loss and our penalty, once alpha is translated."""
    X, y = load_iris(return_X_y=True)
    ours = 0.02
    alpha = solutions.sklearn_alpha(ours, len(X))
    network = MLPClassifier(4, solver="lbfgs", alpha=alpha, max_iter=15, random_state=1).fit(X, y)
    data_loss = log_loss(y, network.predict_proba(X))
    found = solutions.regularised_loss(data_loss, network.coefs_, network.intercepts_, ours)
    np.testing.assert_allclose(found, network.loss_, rtol=1e-6)
    assert found > data_loss + 0.01


def test_step_descends_the_penalised_cost(solutions: ModuleType) -> None:
    """The step is rate times the centred difference of the penalised cost of a linear unit."""
    rng = np.random.default_rng(8)
    X, Y, W, b = rng.normal(size=(5, 2)), rng.normal(size=(5, 3)), rng.normal(size=(2, 3)), rng.normal(size=3)

    def cost(W: np.ndarray, b: np.ndarray, alpha: float) -> float:
        found: float = solutions.regularised_loss(np.sum((X @ W + b - Y) ** 2) / 2, [W], [b], alpha)
        return found

    error = X @ W + b - Y
    new_W, new_b = solutions.regularised_step(W, b, X.T @ error, error.sum(axis=0), 0.1, 0.3)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = 1e-5
        slope = (cost(W + step, b, 0.3) - cost(W - step, b, 0.3)) / 2e-5
        np.testing.assert_allclose(new_W[place], W[place] - 0.1 * slope, rtol=1e-7)
    for unit in range(3):
        moved = 1e-5 * np.eye(3)[unit]
        slope = (cost(W, b + moved, 0.3) - cost(W, b - moved, 0.3)) / 2e-5
        np.testing.assert_allclose(new_b[unit], b[unit] - 0.1 * slope, rtol=1e-7)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_solvers_learn_other_data_too(solutions: ModuleType) -> None:
    """On 300 images of digits each solver is used, and reported as accuracy_score says."""
    X, y = load_digits(return_X_y=True)
    X_train, X_test, y_train, y_test = X[:200] / 16, X[200:300] / 16, y[:200], y[200:300]
    report = solutions.compare_solvers(X_train, y_train, X_test, y_test)
    assert set(report) == {"sgd", "adam", "lbfgs"}
    for solver, accuracy in report.items():
        network = solutions.fit_with(solver, X_train, y_train)
        assert network.solver == solver
        assert accuracy == accuracy_score(y_test, network.predict(X_test))
        assert accuracy > 0.7


# What the checks say


def test_every_check_has_a_sentence_of_its_own() -> None:
    """No two checks of the lab say the same."""
    sentences = [
        ast.get_docstring(node)
        for path in (REFERENCE / "checks").glob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert len(sentences) == len(set(sentences)) > 40
