"""Lab 3: the solutions against hand-worked numbers, mpmath, SciPy, scikit-learn and centred differences."""

import importlib.util
import math
import warnings
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import mpmath
import numpy as np
import pytest
from scipy.special import log_softmax
from sklearn.datasets import load_iris
from sklearn.exceptions import ConvergenceWarning
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler

LAB = Path(__file__).parents[2] / "reference" / "lab3_backprop"
MASTER = {
    "x": [-1.8, 0.0],
    "y": [1.0, 0.0],
    "W1": [[0.5, -0.8, -0.9], [0.8, 0.8, 0.5], [0.7, -0.2, 1.4]],
    "W2": [[-1.1, 1.4], [0.3, -0.8], [0.9, 0.2], [1.2, -1.3]],
    "W3": [[0.6, 1.4], [0.5, 0.6], [-1.0, -0.8]],
}


def load(name: str, **given: Any) -> ModuleType:
    """Load a file of the lab by its path."""
    spec = importlib.util.spec_from_file_location(f"lab3_{name}", LAB / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    vars(module).update(given)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def solutions() -> ModuleType:
    """Load the solutions with the numbers that everybody gets."""
    return load("solutions", VARIANT=MASTER)


def by_differences(E: Any, array: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """Return how E() changes with every entry of an array."""
    found = np.empty(array.shape)
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + h
        above = E()
        array[place] = kept - h
        found[place] = (above - E()) / (2 * h)
        array[place] = kept
    return found


def test_shapes_of_the_lecture(solutions: ModuleType) -> None:
    """The 2-5-2-1 net has the slide's shapes, plain and folded."""
    weights, biases = solutions.shapes([2, 5, 2, 1])
    assert weights == [(2, 5), (5, 2), (2, 1)]
    assert biases == [(5,), (2,), (1,)]
    folded = [solutions.fold(np.zeros(w), np.ones(b)) for w, b in zip(weights, biases, strict=True)]
    assert [matrix.shape for matrix in folded] == [(3, 5), (6, 2), (3, 1)]
    assert [matrix[0].min() for matrix in folded] == [1, 1, 1]


def test_counts_agree_with_scikit_learn(solutions: ModuleType) -> None:
    """scikit-learn's MLP of the same sizes holds as many numbers."""
    for net, count in solutions.COUNTS.items():
        inputs, *hidden, outputs = (int(size) for size in net.split("-"))
        mlp = MLPRegressor(hidden_layer_sizes=hidden, max_iter=1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            mlp.fit(np.zeros((4, inputs)), np.zeros((4, outputs)) if outputs > 1 else np.zeros(4))
        assert count == sum(part.size for part in (*mlp.coefs_, *mlp.intercepts_))


def test_one_path_by_hand(solutions: ModuleType) -> None:
    """A 1-1-1 net with o = v = 1/2: delta is -1/8, and each factor of the chain can be counted."""
    case = [np.array(v) for v in ([[3.0]], [[1.0]], [[0.0]], [0.0], [[2.0]], [-1.0])]
    dw, dbeta, du, dgamma = solutions.backward(*case)
    assert dgamma.tolist() == [-0.125]
    assert du.tolist() == [[-0.0625]]
    assert dbeta.tolist() == [-0.0625]
    assert dw.tolist() == [[-0.1875]]


def test_backward_agrees_with_differences(solutions: ModuleType) -> None:
    """All four gradients are the rates at which E changes, and a small step against them makes E smaller."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(0, 1, (6, 3)), rng.uniform(0, 1, (6, 2))
    parameters = [rng.normal(0, 1, shape) for shape in ((3, 4), (4,), (4, 2), (2,))]

    def E() -> float:
        return float(np.sum((y - solutions.forward(x, *parameters)[1]) ** 2) / 2)

    found = solutions.backward(x, y, *parameters)
    for gradient, parameter in zip(found, parameters, strict=True):
        assert np.allclose(gradient, by_differences(E, parameter), rtol=0, atol=1e-8)
    before = E()
    for gradient, parameter in zip(found, parameters, strict=True):
        parameter -= 0.01 * gradient
    assert E() < before


def test_23_gradients_of_a_silent_net(solutions: ModuleType) -> None:
    """With all weights 0 every output is 1/2: only layer 3 learns, and its numbers are worked by hand."""
    x, y = np.array([1.0, 2.0]), np.array([1.0, 0.0])
    zeros = [np.zeros(shape) for shape in ((3, 3), (4, 2), (3, 2))]
    G1, G2, G3 = solutions.gradients(x, y, *zeros)
    assert not G1.any()
    assert not G2.any()
    assert G3.tolist() == [[-0.125, 0.125], [-0.0625, 0.0625], [-0.0625, 0.0625]]
    assert G1.size + G2.size + G3.size == 23


def test_23_gradients_agree_with_complex_steps(solutions: ModuleType) -> None:
    """Steps into the complex plane, which cancel nothing, give the same 23 numbers, three of them by name."""
    rng = np.random.default_rng(2)
    x, y = rng.normal(0, 1, 2), rng.uniform(0, 1, 2)
    weights = [rng.normal(0, 1, shape) for shape in ((3, 3), (4, 2), (3, 2))]
    truth = [np.empty(W.shape) for W in weights]
    for layer, (W, slopes) in enumerate(zip(weights, truth, strict=True)):
        for place in np.ndindex(W.shape):
            moved = [matrix.astype(complex) for matrix in weights]
            moved[layer][place] += 1e-30j
            a = x.astype(complex)
            for matrix in moved:
                a = 1 / (1 + np.exp(-(np.append(1, a) @ matrix)))
            slopes[place] = np.sum((y - a) ** 2).imag / 2e-30
    for G, wanted in zip(solutions.gradients(x, y, *weights), truth, strict=True):
        assert np.allclose(G, wanted, rtol=0, atol=1e-14)
    assert solutions.gradient_w21_3(x, y, *weights) == pytest.approx(truth[2][2, 0], abs=1e-14)
    assert solutions.gradient_w01_2(x, y, *weights) == pytest.approx(truth[1][0, 0], abs=1e-14)
    assert solutions.gradient_w12_1(x, y, *weights) == pytest.approx(truth[0][1, 1], abs=1e-14)


@pytest.mark.parametrize("seed", range(5))
def test_predictions_for_drawn_numbers(seed: int) -> None:
    """E and one gradient agree with mpmath, and the zeros are those of the input that is 0."""
    variant = load("variants").draw(Random(seed))
    predicted = load("solutions", VARIANT=variant).PREDICTED

    def E(bias: mpmath.mpf) -> mpmath.mpf:
        a = [mpmath.mpf(v) for v in variant["x"]]
        for name in ("W1", "W2", "W3"):
            W = [[mpmath.mpf(v) for v in row] for row in variant[name]]
            if name == "W3":
                W[0][1] = bias
            a = [
                1 / (1 + mpmath.exp(-W[0][n] - sum(v * W[m + 1][n] for m, v in enumerate(a))))
                for n in range(len(W[0]))
            ]
        return sum((t - v) ** 2 for t, v in zip(variant["y"], a, strict=True)) / 2

    bias = mpmath.mpf(variant["W3"][0][1])
    assert predicted["error"] == pytest.approx(float(E(bias)), rel=1e-12)
    assert predicted["w02(3)"] == pytest.approx(float(mpmath.diff(E, bias)), rel=1e-9)
    m = 1 + variant["x"].index(0.0)
    assert predicted["zero"] == [f"w{m}1(1)", f"w{m}2(1)", f"w{m}3(1)"]


def test_network_agrees_with_differences(solutions: ModuleType) -> None:
    """Weights, biases and inputs of a net of three kinds of layers get the rates at which E changes."""
    rng = np.random.default_rng(4)
    pairs = [(3, 2), (2, 4), (4, 2)]
    weights = [rng.normal(0, 1, pair) for pair in pairs]
    biases = [rng.normal(0, 1, n) for _, n in pairs]
    x, dout = rng.normal(0, 1, (5, 3)), rng.normal(0, 1, (5, 2))

    def network() -> Any:
        return solutions.Network(weights, biases, ["tanh", "identity", "sigmoid"])

    def E() -> float:
        return float(np.sum(dout * network().forward(x)[0]))

    dx, dweights, dbiases = network().backward(dout, network().forward(x)[1])
    for gradient, array in zip((dx, *dweights, *dbiases), (x, *weights, *biases), strict=True):
        assert np.allclose(gradient, by_differences(E, array), rtol=0, atol=1e-8)


def test_differences_of_known_functions(solutions: ModuleType) -> None:
    """A quadratic is exact with a step of 1, and the error for a cubic is h squared."""
    quadratic = solutions.numerical_gradient(lambda w: w[0] ** 2 + w[0] * w[1], np.array([3, 5]), 1.0)
    assert quadratic.tolist() == [11.0, 3.0]
    cubic = solutions.numerical_gradient(lambda w: w[0, 0] ** 3, np.array([[2.0]]), 0.5)
    assert cubic.tolist() == [[12.25]]


def test_updates_of_80_rows(solutions: ModuleType) -> None:
    """Epochs of 80 rows make 1, 80, 10 and 3 updates, and every row is used once."""
    for name, size in (("batch", 80), ("stochastic", 1), ("mini-batch of 8", 8), ("mini-batch of 30", 30)):
        used: list[int] = []

        def gradient(w: np.ndarray, rows: np.ndarray, used: list[int] = used) -> np.ndarray:
            used.extend(rows.tolist())
            return np.zeros_like(w)

        _, updates = solutions.sgd(gradient, np.zeros(2), 80, size, 0.1, 1, 0)
        assert updates == solutions.UPDATES[name]
        assert sorted(used) == list(range(80))


def test_batch_descent_by_hand(solutions: ModuleType) -> None:
    """With eta 1/2 each batch update halves the distance to the mean."""
    w, updates = solutions.sgd(lambda w, rows: w - 2.0, np.array([10.0]), 6, 6, 0.5, 3, 0)
    assert (w.tolist(), updates) == ([3.0], 3)


def test_cross_entropy_agrees_with_scikit_learn(solutions: ModuleType) -> None:
    """The loss is scikit-learn's log loss, and the gradient is its rate of change."""
    rng = np.random.default_rng(6)
    scores, labels = rng.normal(0, 2, (7, 4)), rng.integers(0, 4, 7)
    loss, dscores = solutions.softmax_loss(scores, labels)
    p = np.exp(log_softmax(scores, axis=1))
    assert loss == pytest.approx(log_loss(labels, p, labels=range(4)), rel=1e-9)
    assert np.allclose(
        dscores, by_differences(lambda: solutions.softmax_loss(scores, labels)[0], scores), atol=1e-8
    )
    loss, dscores = solutions.softmax_loss(np.array([[1000.0, 0.0]]), [1])
    assert (loss, dscores.tolist()) == (1000.0, [[1.0, -1.0]])


def test_l2_by_hand(solutions: ModuleType) -> None:
    """The step is the gradient of the penalised loss for weights and the plain one for biases."""
    W, b, dW, db = np.array([[2.0, -4.0]]), np.array([3.0]), np.array([[1.0, 0.5]]), np.array([-2.0])
    assert solutions.l2_loss(1.0, [W, np.array([2.0])], 0.5) == 7.0
    new_W, new_b = solutions.l2_step(W, b, dW, db, 0.5, 0.25)
    assert new_W.tolist() == [[1.25, -3.75]]
    assert new_b.tolist() == [4.0]
    pull = by_differences(lambda: solutions.l2_loss(0.0, [W], 0.25), W)
    assert np.allclose(W - 0.5 * (pull + dW), new_W, rtol=0, atol=1e-8)
    assert solutions.SHRUNK["weight"] == pytest.approx(2 * math.exp(20 * math.log1p(-0.05)), rel=1e-12)


def test_xor_is_learned(solutions: ModuleType) -> None:
    """From twenty starts, rounding the outputs gives XOR, and the history tells the error of the net."""
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
    for seed in range(20):
        (w, beta, u, gamma), history = solutions.fit_xor(seed)
        o = np.tanh((x @ w + beta) / 2) / 2 + 0.5
        v = np.tanh((o @ u + gamma) / 2) / 2 + 0.5
        assert np.array_equal(np.round(v), y)
        assert history[-1] == pytest.approx(np.sum((y - v) ** 2) / 2, rel=1e-9)
        assert history[-1] < 0.01 < 0.3 < history[0]


def test_standardise_agrees_with_scikit_learn(solutions: ModuleType) -> None:
    """scikit-learn's scaler, fitted on the training rows, gives the same."""
    x, _ = load_iris(return_X_y=True)
    train, test = x[::2], x[1::2]
    scaler = StandardScaler().fit(train)
    found = solutions.standardise(train, test)
    assert np.allclose(found[0], scaler.transform(train))
    assert np.allclose(found[1], scaler.transform(test))


def test_iris_is_learned_as_well_as_by_scikit_learn(solutions: ModuleType) -> None:
    """On rows that were kept back the net is right as often as scikit-learn's own, up to two flowers."""
    x, labels = load_iris(return_X_y=True)
    kept = np.arange(150) % 3 == 1
    train, judged = solutions.standardise(x[~kept], x[kept])
    theirs = MLPClassifier(8, activation="logistic", solver="lbfgs", alpha=0.1, random_state=0, max_iter=300)
    right_theirs = np.sum(theirs.fit(train, labels[~kept]).predict(judged) == labels[kept])
    for seed in range(5):
        w, beta, u, gamma = solutions.fit_classes(train, labels[~kept], seed)
        scores = 1 / (1 + np.exp(-(judged @ w + beta))) @ u + gamma
        assert np.sum(np.argmax(scores, axis=1) == labels[kept]) >= right_theirs - 2


def test_more_units_lose_less(solutions: ModuleType) -> None:
    """Mean losses fall from 1 to 2 to 5 to 20 units, and one unit loses what a monotone curve must."""
    x = np.linspace(-1, 1, 20)[:, None]
    y = 0.5 + 0.4 * np.cos(2 * np.pi * x)
    losses = solutions.final_losses(x, y, [1, 2, 5, 20], range(6))
    one, two, five, twenty = losses.mean(axis=1)
    assert one > two > five > twenty
    fits = [
        IsotonicRegression(increasing=up).fit(x.ravel(), y.ravel()).predict(x.ravel()) for up in (True, False)
    ]
    assert losses[0].min() >= min(np.mean((y.ravel() - fit) ** 2) / 2 for fit in fits)
