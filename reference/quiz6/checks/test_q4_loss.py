"""Q4: cross-entropy, the mean of -log(softmax) at the right classes."""

import math

import numpy as np
import pytest

from autograder.checks import floats, in_single_precision, number

SCORES = np.array([[5.0, 4.0, 2.0], [4.0, 2.0, 8.0], [4.0, 4.0, 1.0], [2.33, -1.46, 0.56]])
LABELS = np.array([0, 2, 1, 1])


def relative_error(value):
    """Return the relative error that is allowed: more for an answer computed in float32."""
    return 1e-5 if in_single_precision(value) else 1e-9


def near(value, truth):
    """Assert that a value is the true number, to its own size."""
    assert number(value, "the cross-entropy") == pytest.approx(truth, rel=relative_error(value), abs=1e-12)


@pytest.mark.check("q4_loss", weight=3, given=("softmax_rows",))
def test_cross_entropy_of_small_tables(student, given):
    """cross_entropy is the mean over the rows of -log of softmax at the right class."""
    for rows, labels in ((SCORES, LABELS), (SCORES[:2], LABELS[:2]), (SCORES[:1], np.array([2]))):
        p = floats(given.softmax_rows(rows), shape=rows.shape)[np.arange(len(rows)), labels]
        with np.errstate(all="ignore"):  # a student's own p may be 0 or negative
            truth = float(-np.mean(np.log(p)))
        near(student.cross_entropy(rows, labels), truth)


@pytest.mark.check("q4_loss", weight=1)
def test_cross_entropy_of_equal_scores(student):
    """With K equal scores in every row, cross_entropy is log(K), whatever the labels; lists will do too."""
    near(student.cross_entropy([[7, 7], [-1, -1], [0, 0]], [0, 1, 1]), math.log(2))
    near(student.cross_entropy(np.full((5, 10), 3.0), np.arange(5)), math.log(10))


@pytest.mark.check("q4_loss", weight=1)
def test_cross_entropy_of_impossible_classes(student):
    """cross_entropy stays right where softmax at the right class is too small for a number."""
    near(student.cross_entropy(np.array([[1000.0, 0.0]]), np.array([1])), 1000.0)
    # The second row is exactly its right class: -log(1 / (1 + e^-800)) is 0 to any digit shown.
    near(student.cross_entropy(np.array([[-1e5, 1e5], [0.0, 800.0]]), np.array([0, 1])), 1e5)
