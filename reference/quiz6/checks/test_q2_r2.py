"""Q2: the student's own formula for R²."""

import numpy as np
import pytest
from sklearn.metrics import r2_score

from autograder.values import number


def r2(student, y_true, y_pred):
    """Ask the student's formula."""
    return number(student.r_squared(y_true, y_pred), "R²")


@pytest.mark.check("q2_r2", weight=3)
def test_r2_of_small_tables(student):
    """R² of small tables worked by hand is right: 1 for perfect predictions, 0 for the mean."""
    # Errors (0, 0, 0, 2): 4 of the spread 2.25 + 0.25 + 0.25 + 2.25 = 5, so 1 - 4/5.
    assert r2(student, np.array([1.0, 2, 3, 4]), np.array([1.0, 2, 3, 2])) == pytest.approx(0.2, abs=1e-9)
    # Errors (1, 1, 1): 3 of the spread 16 + 1 + 25 = 42.
    assert r2(student, np.array([2.0, 5, 11]), np.array([3.0, 4, 12])) == pytest.approx(13 / 14, abs=1e-9)
    assert r2(student, np.array([7.0, -1, 3, 3]), np.array([7.0, -1, 3, 3])) == pytest.approx(1, abs=1e-9)
    assert r2(student, np.array([7.0, -1, 3, 3]), np.full(4, 3.0)) == pytest.approx(0, abs=1e-9)


@pytest.mark.check("q2_r2", weight=2)
def test_r2_can_be_negative(student):
    """Predictions worse than the mean give a negative R²."""
    # Errors (2, 0, 2): 8 of the spread 2, so 1 - 4.
    assert r2(student, np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == pytest.approx(-3, abs=1e-9)
    # Predictions that move with the targets but lie 10 too high: errors 100 each.
    assert r2(student, np.array([0.0, 2]), np.array([10.0, 12])) == pytest.approx(-99, abs=1e-7)


@pytest.mark.check("q2_r2", weight=2)
def test_r2_of_long_vectors(student):
    """R² of a hundred targets like the diabetes data's is right."""
    rng = np.random.default_rng(12)
    for slope in (0.6, -0.2, 1.5):
        y_true = rng.integers(25, 346, 110).astype(float)
        y_pred = 152 + slope * (y_true - 152) + rng.normal(0, 40, 110)
        assert r2(student, y_true, y_pred) == pytest.approx(r2_score(y_true, y_pred), abs=1e-8)


@pytest.mark.check("q2_r2")
def test_r2_of_lists_and_columns(student):
    """Lists, vectors and columns of shape (N, 1), also one of each, give the same R²."""
    true, pred = [1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 2.0]
    row = np.array(true), np.array(pred)
    column = row[0].reshape(-1, 1), row[1].reshape(-1, 1)
    for pair in ((true, pred), column, (row[0], column[1]), (column[0], row[1]), (true, column[1])):
        assert r2(student, *pair) == pytest.approx(0.2, abs=1e-9)
