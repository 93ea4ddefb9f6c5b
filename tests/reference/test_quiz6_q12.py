"""Quiz 6, questions 1 and 2: the solutions against hand-worked numbers, brute force and other libraries."""

import itertools
import random
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from scipy.optimize import linprog
from sklearn.datasets import load_diabetes
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

from autograder.course.loading import load_module

QUIZ6 = Path(__file__).parents[2] / "reference" / "quiz6"

PAIRS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND, OR, XOR = [0, 0, 0, 1], [0, 1, 1, 1], [0, 1, 1, 0]
NOT_INPUTS, NOT = np.array([[0], [1]]), [1, 0]
SETS = {
    "A": ([[0, 0], [0, 1], [1, 0], [1, 1]], XOR),
    "B": ([[0, 0], [2, 1], [1, 2], [3, 2], [3, 3]], [1, 0, 1, 0, 1]),
    "C": ([[0, 0], [4, 0], [0, 4], [1, 1], [4, 4]], [1, 1, 1, 0, 0]),
}


@pytest.fixture(scope="module")
def solutions() -> ModuleType:
    """Load the solutions by their path, on the sets of the notebook."""
    return load_module(QUIZ6 / "solutions.py", {"VARIANT": {name: rows(name) for name in SETS}})


def rows(name: str) -> list[tuple[int, ...]]:
    """Return a set row by row, (I1, I2, O)."""
    points, outputs = SETS[name]
    return [(*point, output) for point, output in zip(points, outputs, strict=True)]


def separable(points: np.ndarray | list[list[int]], outputs: list[int]) -> bool:
    """Ask a linear program for weights with V >= 1 where the output is 1, and V <= -1 elsewhere."""
    rows = np.column_stack([points, np.ones(len(points))])
    signs = np.where(np.array(outputs) == 1, -1.0, 1.0)
    found = linprog(np.zeros(rows.shape[1]), signs[:, None] * rows, -np.ones(len(rows)), bounds=(None, None))
    return bool(found.status == 0)


@pytest.mark.parametrize(
    ("inputs", "outputs", "weights", "clean_epoch"),
    [
        (PAIRS, AND, [2, 1, -2], 6),
        (PAIRS, OR, [1, 1, 0], 4),
        (NOT_INPUTS, NOT, [-1, 1], 3),
    ],
    ids=["AND", "OR", "NOT"],
)
def test_training_from_zeros_by_hand(
    solutions: ModuleType, inputs: np.ndarray, outputs: list[int], weights: list[int], clean_epoch: int
) -> None:
    """From zeros, training ends at the weights worked by hand, and its last epoch is the first clean one."""
    start = np.zeros(len(weights))
    found, updates, converged = solutions.train(inputs, outputs, start, clean_epoch)
    _, counts = solutions.trace(inputs, outputs, start, clean_epoch)
    assert (found.tolist(), converged) == (weights, True)
    assert updates == counts.sum()
    assert np.flatnonzero(counts == 0).tolist() == [clean_epoch - 1]


def test_training_settles_exactly_on_separable_functions(solutions: ModuleType) -> None:
    """Of the 16 Boolean functions, training settles on the 14 that a linear program separates."""
    tables = [list(outputs) for outputs in itertools.product([0, 1], repeat=4)]
    settled = [bool(solutions.train(PAIRS, outputs, np.zeros(3), 50)[2]) for outputs in tables]
    assert settled == [separable(PAIRS, outputs) for outputs in tables]
    assert sum(settled) == 14


def test_xor_ends_repeat_while_every_row_updates(solutions: ModuleType) -> None:
    """On XOR from zeros, epochs end at (-1, 0, 1) from the second on, with four updates from the third."""
    ends, counts = solutions.trace(PAIRS, XOR, np.zeros(3), 20)
    assert np.unique(ends[1:], axis=0).tolist() == [[-1, 0, 1]]
    assert set(counts[2:]) == {4}


def test_gates_realise_their_tables(solutions: ModuleType) -> None:
    """The weights by hand give every row of AND, OR and NOT through the unit."""
    tables = {"AND": (PAIRS, AND), "OR": (PAIRS, OR), "NOT": (NOT_INPUTS, NOT)}
    for gate, (inputs, outputs) in tables.items():
        found = [solutions.threshold_unit(row, solutions.GATES[gate]) for row in inputs]
        assert found == outputs


@pytest.mark.parametrize("name", SETS)
def test_why_names_the_sets_that_no_weights_realise(solutions: ModuleType, name: str) -> None:
    """Weights are given for the sets that a linear program separates, multipliers for the others."""
    kind = {True: "weights", False: "multipliers"}
    assert solutions.WHY[name][0] == kind[separable(*SETS[name])]


@pytest.mark.parametrize("name", ["A", "C"])
def test_multipliers_cancel_every_weight(solutions: ModuleType, name: str) -> None:
    """The multipliers, with a minus where the output is 0, add the rows (I1, I2, 1) up to zero."""
    points, outputs = SETS[name]
    multipliers = np.array(solutions.WHY[name][1])
    signed = np.where(np.array(outputs) == 1, multipliers, -multipliers)
    assert (signed @ np.column_stack([points, np.ones(len(points))])).tolist() == [0, 0, 0]
    assert multipliers.min() >= 0 < multipliers.max()


@pytest.mark.parametrize("student", ["ada", "bo", "chai", "dee", "eve"])
def test_drawn_sets_are_as_hard(student: str) -> None:
    """Drawn points are separable where the notebook's are, and set C needs unequal multipliers again."""
    drawn = load_module(QUIZ6 / "variants.py").draw(random.Random(student))
    for name in SETS:
        points, outputs = [row[:2] for row in drawn[name]], [row[2] for row in drawn[name]]
        assert separable(points, outputs) == (name == "B")
    signed = np.array([(x, y, 1) if o else (-x, -y, -1) for x, y, o in drawn["C"]])
    chosen = [np.array(c) for c in itertools.product([0, 1], repeat=5) if any(c)]
    assert not [c for c in chosen if not (c @ signed).any()]


def test_set_c_needs_unequal_multipliers() -> None:
    """No choice of points of set C cancels when each chosen point has the same multiplier."""
    points, outputs = SETS["C"]
    rows = np.column_stack([points, np.ones(5)]) * np.where(np.array(outputs) == 1, 1, -1)[:, None]
    chosen = [np.array(c) for c in itertools.product([0, 1], repeat=5) if any(c)]
    assert not [c for c in chosen if not (c @ rows).any()]


@pytest.mark.parametrize("quality", [0.9, 0.1, -0.5])
def test_r_squared_agrees_with_scikit_learn(solutions: ModuleType, quality: float) -> None:
    """R² is scikit-learn's, for good, poor and negative fits, as vectors and as columns."""
    rng = np.random.default_rng(3)
    true = rng.normal(150, 77, 90)
    pred = 150 + quality * (true - 150) + rng.normal(0, 30, 90)
    expected = r2_score(true, pred)
    assert solutions.r_squared(true, pred) == pytest.approx(expected, abs=1e-12)
    assert solutions.r_squared(true, pred.reshape(-1, 1)) == pytest.approx(expected, abs=1e-12)


def test_split_is_scikit_learns_scaled_by_the_training_rows(solutions: ModuleType) -> None:
    """The rows are those of train_test_split, and training features have mean 0 and spread 1."""
    X, y = load_diabetes(return_X_y=True)
    X_train, X_test, y_train, y_test = solutions.split_25(X, y, 5)
    raw_train, raw_test, expected_train, expected_test = train_test_split(
        X, y, test_size=0.25, random_state=5
    )
    assert (y_train.tolist(), y_test.tolist()) == (expected_train.tolist(), expected_test.tolist())
    np.testing.assert_allclose(X_train.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(X_test, (raw_test - raw_train.mean(axis=0)) / raw_train.std(axis=0), rtol=1e-9)


def test_reported_r2_is_scikit_learns(solutions: ModuleType) -> None:
    """What is reported is R² of 111 test rows by scikit-learn's formula."""
    y_test, y_pred, r2 = solutions.report(*load_diabetes(return_X_y=True), 1)
    assert len(y_test) == 111
    assert r2 == pytest.approx(r2_score(y_test, y_pred), abs=1e-12)


def test_network_beats_the_mean_on_average(solutions: ModuleType) -> None:
    """Over five splits the network's mean R² is well above 0; single splits vary."""
    X, y = load_diabetes(return_X_y=True)
    assert np.mean([solutions.report(X, y, state)[2] for state in range(5)]) > 0.25
