"""Q2: the student's own formula for R²."""

import numpy as np
import pytest
from sklearn.metrics import r2_score

from autograder.checks import number


def near(truth):
    """Accept what float32 gives too: its sums are right to some seven digits."""
    return pytest.approx(truth, rel=1e-6, abs=1e-6)


def require(student, y_true, y_pred, truth):
    """Require the truth from the student's formula."""
    found = number(student.r_squared(y_true, y_pred), "R²")
    if found != near(truth) and any(abs(found - round(truth, digits)) < 1e-12 for digits in range(1, 6)):
        student.mistake("q2_r2_rounded")
    assert found == near(truth)


@pytest.mark.check("q2_r2", weight=3, independent=True)
def test_r2_of_small_tables(student):
    """R² of small tables worked by hand is right: 1 for perfect predictions, 0 for the mean."""
    # Errors (0, 0, 0, 2): 4 of the spread 2.25 + 0.25 + 0.25 + 2.25 = 5, so 1 - 4/5.
    require(student, np.array([1.0, 2, 3, 4]), np.array([1.0, 2, 3, 2]), 0.2)
    # Errors (1, 1, 1): 3 of the spread 16 + 1 + 25 = 42.
    require(student, np.array([2.0, 5, 11]), np.array([3.0, 4, 12]), 13 / 14)
    require(student, np.array([7.0, -1, 3, 3]), np.array([7.0, -1, 3, 3]), 1)
    require(student, np.array([7.0, -1, 3, 3]), np.full(4, 3.0), 0)


@pytest.mark.check("q2_r2", weight=2)
def test_r2_can_be_negative(student):
    """Predictions worse than the mean give a negative R²."""
    # Errors (2, 0, 2): 8 of the spread 2, so 1 - 4.
    require(student, np.array([1.0, 2, 3]), np.array([3.0, 2, 1]), -3)
    # Predictions that move with the targets but lie 10 too high: errors 100 each.
    require(student, np.array([0.0, 2]), np.array([10.0, 12]), -99)


@pytest.mark.check("q2_r2", weight=2)
def test_r2_of_long_vectors(student):
    """R² of a hundred targets like the diabetes data's is right."""
    rng = np.random.default_rng(12)
    for slope in (0.6, -0.2, 1.5):
        y_true = rng.integers(25, 346, 110).astype(float)
        y_pred = 152 + slope * (y_true - 152) + rng.normal(0, 40, 110)
        require(student, y_true, y_pred, r2_score(y_true, y_pred))


@pytest.mark.check("q2_r2", independent=True)
def test_r2_of_lists_and_columns(student):
    """Lists, vectors and columns of shape (N, 1), also one of each, give the same R²."""
    true, pred = [1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 2.0]
    row = np.array(true), np.array(pred)
    column = row[0].reshape(-1, 1), row[1].reshape(-1, 1)
    for pair in ((true, pred), column, (row[0], column[1]), (column[0], row[1]), (true, column[1])):
        require(student, *pair, 0.2)
