"""Q6: standardised features and a classifier of iris flowers, judged on rows that were kept back.

Measured: scikit-learn's own MLP with 2 to 20 sigmoid units was right on 46 to 48 of the 50 kept rows in 24
trainings; 45, nine in ten, are enough.
"""

import numpy as np
import pytest
from sklearn.datasets import load_iris

from autograder.checks import computed_once, floats, items, vector

SEED = 11
RIGHT = 45
UNITS_MAX = 10_000
RNG = np.random.default_rng(26)
TRAIN = np.round(RNG.normal([3, -20, 0.5], [2, 10, 0.1], (7, 3)), 3)
TEST = np.round(RNG.normal([0, 5, 9], [1, 3, 20], (4, 3)), 3)


@computed_once
def kept_back():
    """Return features and labels to learn from and to judge by, standardised by the former."""
    x, labels = load_iris(return_X_y=True)
    judged = np.arange(len(labels)) % 3 == 1
    mean, spread = x[~judged].mean(axis=0), x[~judged].std(axis=0)
    x = (x - mean) / spread
    return x[~judged], labels[~judged], x[judged], labels[judged]


def number_right(student, relabel):
    """Train on the numbered classes and return how many of the 50 kept rows the net gets right."""
    x, labels, judged, truth = kept_back()
    answer = items(student.fit_classes(x, relabel[labels], SEED), 4, "the parameters")
    w = floats(answer[0], shape=(4, None), what="w", most=4 * UNITS_MAX)
    beta = vector(answer[1], w.shape[1], "beta")
    u = floats(answer[2], shape=(w.shape[1], 3), what="u")
    gamma = vector(answer[3], 3, "gamma")
    with np.errstate(all="ignore"):
        scores = 1 / (1 + np.exp(-(judged @ w + beta))) @ u + gamma
    if not np.isfinite(scores).all():
        pytest.fail("the net's scores are not finite numbers", pytrace=False)
    return np.count_nonzero(np.argmax(scores, axis=1) == relabel[truth])


def both_parts(student, test):
    """Ask for both parts."""
    train, rows = items(student.standardise(TRAIN.copy(), test.copy()), 2, "what standardise returns")
    return floats(train, shape=TRAIN.shape, what="train"), floats(rows, shape=test.shape, what="test")


@pytest.mark.check("q6_iris", weight=1)
def test_training_rows_are_standardised(student):
    """Every column of the training rows gets mean 0 and standard deviation 1, dividing by N."""
    train, _ = both_parts(student, TEST)
    assert np.allclose(train.sum(axis=0) / len(TRAIN), 0, atol=1e-4)
    assert np.allclose((train**2).sum(axis=0) / len(TRAIN), 1, atol=1e-4)
    assert (np.argsort(train, axis=0) == np.argsort(TRAIN, axis=0)).all()


@pytest.mark.check("q6_iris", weight=2)
def test_test_rows_have_no_say(student):
    """Test rows are shifted and scaled by the training rows' numbers, whatever other test rows there are."""
    for test in (TEST, TEST[:1], np.vstack([TEST, TRAIN[:2]])):
        train, rows = both_parts(student, test)
        for column in range(TRAIN.shape[1]):
            slope, shift = np.polyfit(TRAIN[:, column], train[:, column], 1)
            assert np.allclose(rows[:, column], slope * test[:, column] + shift, rtol=1e-4, atol=1e-3)


@pytest.mark.check("q6_iris", weight=3)
def test_kept_flowers_are_recognised(student):
    """The net gets at least 90 % of the flowers right that the grader kept back."""
    assert number_right(student, np.array([0, 1, 2])) >= RIGHT


@pytest.mark.check("q6_iris", weight=2)
def test_renumbered_flowers_are_recognised(student):
    """With the classes numbered otherwise, it gets at least 90 % right again."""
    assert number_right(student, np.array([2, 0, 1])) >= RIGHT
