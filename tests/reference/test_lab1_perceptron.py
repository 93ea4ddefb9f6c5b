"""Lab 1: the solutions against hand-worked numbers, brute force, scikit-learn, SciPy and many digits."""

import importlib.util
import itertools
from pathlib import Path
from types import ModuleType

import mpmath
import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.special import expit
from sklearn.linear_model import LogisticRegression, Perceptron
from sklearn.preprocessing import PolynomialFeatures

LAB1 = Path(__file__).parents[2] / "reference" / "lab1_perceptron"

PAIRS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
TABLES = ["".join(bits) for bits in itertools.product("01", repeat=4)]


@pytest.fixture(scope="module")
def solutions() -> ModuleType:
    """Load the solutions by their path."""
    spec = importlib.util.spec_from_file_location("lab1_solutions", LAB1 / "solutions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outputs_of(table: str) -> list[int]:
    """Return a table's outputs."""
    return [int(output) for output in table]


def separable(outputs: list[int]) -> bool:
    """Ask a linear program for weights with V >= 1 where the output is 1, and V <= -1 elsewhere."""
    rows = np.column_stack([PAIRS, np.ones(4)])
    signs = np.where(np.array(outputs) == 1, -1.0, 1.0)
    found = linprog(np.zeros(3), signs[:, None] * rows, -np.ones(4), bounds=(None, None))
    return bool(found.status == 0)


def test_classes_are_scikit_learns(solutions: ModuleType) -> None:
    """A fitted logistic regression predicts what classify predicts from its intercept and coefficients."""
    rng = np.random.default_rng(1)
    X = rng.normal(size=(80, 3))
    fitted = LogisticRegression().fit(X, (X @ [1, -2, 0.5] > 0.3).astype(int))
    theta = np.concatenate([fitted.intercept_, fitted.coef_[0]])
    assert solutions.classify(theta, X).tolist() == fitted.predict(X).tolist()


def test_line_separates_the_classes(solutions: ModuleType) -> None:
    """Just above and below the line, the classes are those that `above` promises."""
    rng = np.random.default_rng(2)
    for theta in rng.normal(size=(40, 3)):
        m, c, above = solutions.line(theta)
        x1 = rng.normal(size=5)
        higher, lower = np.column_stack([x1, m * x1 + c + 1e-6]), np.column_stack([x1, m * x1 + c - 1e-6])
        assert solutions.classify(theta, higher).tolist() == [int(above)] * 5
        assert solutions.classify(theta, lower).tolist() == [int(not above)] * 5


def test_lecture_circle_by_hand(solutions: ModuleType) -> None:
    """The lecture's theta is the unit circle round the origin, with class 1 outside and on it."""
    theta = np.array([-1.0, 0, 0, 1, 1])
    assert solutions.circle(theta) == (0, 0, 1)
    points = np.array([[0, 0], [1, 0], [0, -1], [0.6, 0.7], [0.9, 0.5]])
    assert solutions.circle_class(theta, points).tolist() == [0, 1, 1, 0, 1]


def test_circle_classes_use_polynomial_features(solutions: ModuleType) -> None:
    """The features are scikit-learn's polynomial ones of degree 2 without the product."""
    rng = np.random.default_rng(3)
    points, theta = rng.normal(size=(60, 2)), rng.normal(size=5)
    features = PolynomialFeatures(2).fit_transform(points)[:, [0, 1, 2, 3, 5]]
    expected = expit(features @ theta) >= 0.5
    assert solutions.circle_class(theta, points).tolist() == expected.astype(int).tolist()


@pytest.mark.parametrize("inside", [True, False])
def test_theta_of_circle_knows_inside(solutions: ModuleType, inside: bool) -> None:
    """Points are of class 1 on the side asked for, by their distance from the centre."""
    rng = np.random.default_rng(4)
    points, centre, radius = rng.uniform(-4, 4, size=(200, 2)), np.array([0.5, -1.25]), 2.0
    within = np.hypot(*(points - centre).T) < radius
    theta = solutions.theta_of_circle(centre, radius, inside)
    assert solutions.circle_class(theta, points).tolist() == (within == inside).astype(int).tolist()
    assert solutions.circle(3 * theta) == pytest.approx([0.5, -1.25, 2])


def test_breaks_by_hand(solutions: ModuleType) -> None:
    """Each input is classed wrongly: -x2 >= 0 at (0, 1); radius 2 at (3, 0); r2 = 5, not 1, at (0, 0)."""
    (theta, point) = solutions.BREAK["divided"]
    assert theta[0] + theta[1] * point[0] + theta[2] * point[1] == -1
    assert point[1] >= -(theta[0] + theta[1] * point[0]) / theta[2]
    (theta, point) = solutions.BREAK["unrooted"]
    assert point[0] ** 2 + point[1] ** 2 + theta[0] == 5
    assert np.hypot(*point) < -theta[0]
    (theta, point) = solutions.BREAK["centre ignored"]
    assert theta[0] == -1
    assert (point[0] - 2) ** 2 + point[1] ** 2 == 4 >= -theta[0]


def test_and_in_its_three_forms(solutions: ModuleType) -> None:
    """AND with threshold 1.5 has the bias -1.5, first or last."""
    forms = {"threshold": [1.5, 1, 1], "bias": [-1.5, 1, 1], "last": [1, 1, -1.5]}
    for source, target in itertools.product(forms, repeat=2):
        assert solutions.convert(forms[source], source, target).tolist() == forms[target]
        assert solutions.perceptron(forms[source], PAIRS, source).tolist() == [-1, -1, -1, 1]


def test_perceptron_is_scikit_learns(solutions: ModuleType) -> None:
    """A perceptron that scikit-learn trained gives the same outputs in the form "bias"."""
    rng = np.random.default_rng(5)
    X = rng.normal(size=(60, 2))
    fitted = Perceptron(random_state=0).fit(X, np.where(X @ [2, -1] > 0.2, 1, -1))
    weights = np.concatenate([fitted.intercept_, fitted.coef_[0]])
    assert solutions.perceptron(weights, X, "bias").tolist() == fitted.predict(X).tolist()


@pytest.mark.parametrize(("distance", "gap"), [(1, 0.1), (0.01, 1e-6), (7, 0.9)])
def test_steepness_to_many_digits(solutions: ModuleType, distance: float, gap: float) -> None:
    """At the distance, tanh of fifty digits is the gap away from 1."""
    with mpmath.workdps(50):
        left = 1 - mpmath.tanh(mpmath.mpf(solutions.steepness_for(distance, gap)) * distance)
    assert float(left) == pytest.approx(gap, rel=1e-8)


def test_sigmoid_net_against_tanh(solutions: ModuleType) -> None:
    """Both nets give the same y at random inputs, the sigmoid being SciPy's."""
    rng = np.random.default_rng(6)
    hidden, output, X = rng.normal(size=(4, 5)), rng.normal(size=6), rng.normal(size=(30, 3))
    new_hidden, new_output = solutions.sigmoid_net(hidden, output)
    expected = np.tanh(X @ hidden[1:] + hidden[0]) @ output[1:] + output[0]
    found = expit(X @ new_hidden[1:] + new_hidden[0]) @ new_output[1:] + new_output[0]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_mended_line_is_tanh(solutions: ModuleType) -> None:
    """The mended line has the values of tanh, to thirty digits."""
    with mpmath.workdps(30):
        for x in (mpmath.mpf("-1.7"), mpmath.mpf("0.3"), mpmath.mpf(2)):
            found = eval(solutions.MEND["text"], {"exp": mpmath.exp, "x": x})
            assert mpmath.almosteq(found, mpmath.tanh(x), 1e-25)


def test_inequalities_of_and_are_the_slides(solutions: ModuleType) -> None:
    """The four rows of AND are the slide's, turned so that all of them ask for something positive."""
    expected = [[0, 0, -1], [0, -1, -1], [-1, 0, -1], [1, 1, 1]]
    assert solutions.inequalities(PAIRS, [0, 0, 0, 1]).tolist() == expected


@pytest.mark.parametrize("table", TABLES)
def test_holds_everywhere_exactly_where_the_unit_is_right(solutions: ModuleType, table: str) -> None:
    """For weights on a grid, all inequalities hold just where V >= 0 gives the table."""
    outputs = outputs_of(table)
    for weights in itertools.product((-1, -0.5, 0, 0.5, 1), repeat=3):
        sums = [i1 * weights[0] + i2 * weights[1] + weights[2] for i1, i2 in PAIRS]
        right = [int(v >= 0) == output for v, output in zip(sums, outputs, strict=True)]
        assert solutions.holds(PAIRS, outputs, weights).tolist() == right


@pytest.mark.parametrize("table", TABLES)
def test_sixteen_agree_with_a_linear_program(solutions: ModuleType, table: str) -> None:
    """Weights are given where a linear program finds some; multipliers cancel all weights elsewhere."""
    kind, numbers = solutions.SIXTEEN[table]
    outputs = np.array(outputs_of(table))
    assert kind == ("weights" if separable(outputs.tolist()) else "multipliers")
    if kind == "weights":
        assert (PAIRS @ numbers[:2] + numbers[2] > 0).astype(int).tolist() == outputs.tolist()
    else:
        signed = np.where(outputs == 1, numbers, -np.array(numbers))
        assert (signed @ np.column_stack([PAIRS, np.ones(4)])).tolist() == [0, 0, 0]
        assert min(numbers) >= 0 < max(numbers)


def test_two_of_sixteen_need_multipliers(solutions: ModuleType) -> None:
    """Only XOR and its opposite have no weights."""
    assert set(solutions.SIXTEEN) == set(TABLES)
    never = [table for table, (kind, _) in solutions.SIXTEEN.items() if kind == "multipliers"]
    assert never == ["0110", "1001"]


@pytest.mark.parametrize(
    ("targets", "low", "epochs", "weights"),
    [
        ([0, 0, 0, 1], 0, 6, [2, 1, -2]),
        ([0, 1, 1, 1], 0, 4, [1, 1, 0]),
        ([-1, -1, -1, 1], -1, 6, [4, 2, -4]),
        ([-1, 1, 1, 1], -1, 4, [2, 2, 0]),
    ],
)
def test_training_by_hand(
    solutions: ModuleType, targets: list[int], low: int, epochs: int, weights: list[int]
) -> None:
    """From zeros, AND and OR end at the weights worked by hand, after as many epochs."""
    steps = list(solutions.training_steps(PAIRS, targets, np.zeros(3), low))
    assert len(steps) == 4 * epochs
    assert steps[-1][1].tolist() == weights
    assert [c for c, _ in steps[-4:]] == targets


def test_second_epoch_of_and_by_hand(solutions: ModuleType) -> None:
    """The second epoch of AND goes through (1,1,0), (1,0,-1), (1,0,-1) and (2,1,0)."""
    steps = list(solutions.training_steps(PAIRS, [0, 0, 0, 1], np.zeros(3)))
    expected = [(1, [1, 1, 0]), (1, [1, 0, -1]), (0, [1, 0, -1]), (0, [2, 1, 0])]
    assert [(c, w.tolist()) for c, w in steps[4:8]] == expected


def test_xor_never_settles_though_its_epochs_end_alike(solutions: ModuleType) -> None:
    """XOR runs for all epochs; from the second on each of them ends at (-1, 0, 1)."""
    steps = list(solutions.training_steps(PAIRS, [0, 1, 1, 0], np.zeros(3), 0, 50))
    assert len(steps) == 200
    assert {tuple(w) for _, w in steps[7::4]} == {(-1, 0, 1)}


def test_predictions_come_true(solutions: ModuleType) -> None:
    """A tenth of the rate ends at a tenth, -1 and 1 at the double, and ten times the end is clean at once."""
    and_end = list(solutions.training_steps(PAIRS, [0, 0, 0, 1], np.zeros(3)))[-1][1]
    or_end = list(solutions.training_steps(PAIRS, [-1, 1, 1, 1], np.zeros(3), -1))[-1][1]
    restarted = list(solutions.training_steps(PAIRS, [0, 0, 0, 1], np.array([20, 10, -20])))
    assert solutions.PREDICT["rate"] == pytest.approx(and_end / 10)
    assert list(solutions.PREDICT["outputs"]) == or_end.tolist()
    assert solutions.PREDICT["start"] == len(restarted) / 4


@pytest.mark.parametrize(("name", "n"), [("XOR_NET", 2), ("PARITY_NET", 3)])
def test_nets_by_hand_compute_parity(solutions: ModuleType, name: str, n: int) -> None:
    """Counting ones unit by unit: the hidden sums, and then the output's, have the right signs."""
    hidden, output = (np.array(part, dtype=float) for part in getattr(solutions, name))
    for row in itertools.product((0, 1), repeat=n):
        fired = [1.0 if sum(row) > level else 0.0 for level in range(n)]
        assert (np.array(row) @ hidden[1:] + hidden[0] > 0).astype(float).tolist() == fired
        assert (np.dot(fired, output[1:]) + output[0] > 0) == (sum(row) % 2 == 1)


def test_forward_counts_an_exact_zero_as_one(solutions: ModuleType) -> None:
    """A sum of 0 answers 1 in both layers: 1 + 1 - 2 in the hidden one, 1 - 1 at the output."""
    assert solutions.forward([[1, 1], [1, 0]], [[-2], [1], [1]], [-1, 1]).tolist() == [1, 0]


@pytest.mark.parametrize("n", [1, 2, 3])
def test_net_for_every_table(solutions: ModuleType, n: int) -> None:
    """For every table of up to three inputs, the net fires at the rows that are 1, unit by unit."""
    rows = np.array(list(itertools.product((0, 1), repeat=n)))
    for outputs in itertools.product((0, 1), repeat=2**n):
        hidden, output = solutions.net_for(outputs)
        fired = (rows @ hidden[1:] + hidden[0] > 0).astype(int)
        assert ((fired @ output[1:] + output[0]) > 0).astype(int).tolist() == list(outputs)


def test_net_for_four_inputs(solutions: ModuleType) -> None:
    """Of four inputs, tables drawn at random come out right."""
    rng = np.random.default_rng(7)
    rows = np.array(list(itertools.product((0, 1), repeat=4)))
    for outputs in rng.integers(0, 2, size=(50, 16)):
        hidden, output = solutions.net_for(outputs)
        fired = (rows @ hidden[1:] + hidden[0] > 0).astype(int)
        assert ((fired @ output[1:] + output[0]) > 0).astype(int).tolist() == outputs.tolist()
