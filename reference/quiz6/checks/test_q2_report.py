"""Q2: the number the lecturer asked for, and the rows it stands for."""

import numpy as np
import pytest
from sklearn.datasets import load_diabetes

from autograder.checks import WrongValue, describe, items, number, vector

ROUNDED = 6e-4
CLEARLY = 0.01
LONGEST_TEXT = 40


def r2(y_true, y_pred):
    """Return R²; not finite where predictions overflow."""
    with np.errstate(all="ignore"):
        return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - y_true.mean()) ** 2)


def own_split(student, X, y, state):
    """Return the training and test targets of the student's own split, or None where it gives none."""
    try:
        _, _, train, test = items(student.split_25(X, y, state), 4)
        return vector(train, most=len(y)), vector(test, most=len(y))
    except WrongValue:
        return None


@pytest.mark.check("q2_report")
def test_report_gives_r2_of_the_test_rows(student):
    """What report returns are the test rows' targets, their predictions, and the R² of exactly these."""
    (X, y), state = load_diabetes(return_X_y=True), 48
    answer = items(student.report(X, y, state), 3, "what report returns")
    y_test = vector(answer[0], None, "y_test, the targets of the test rows,", most=len(y))
    y_pred = vector(answer[1], len(y_test), "y_pred")
    found = reported(answer[2])
    own_sides = own_split(student, X, y, state)
    rows_are_test_rows(student, y_test, y, own_sides)
    if not np.isfinite(y_pred).all():
        pytest.fail("some predictions are not finite numbers", pytrace=False)
    expected = r2(y_test, y_pred)
    if abs(found - expected) <= ROUNDED * (1 + abs(expected) / 1000):
        return
    if abs(found - expected) <= 5.1e-3 and abs(100 * found - round(100 * found)) < 1e-9:
        return
    own = number(student.r_squared(y_test, y_pred), "your r_squared")
    other = number(student.r_squared(y_test, changed(y_pred)), "your r_squared")
    varies = abs(own - other) > CLEARLY * max(abs(own), abs(other), CLEARLY)
    if varies and abs(found - own) <= ROUNDED * (1 + abs(own) / 1000):
        student.note("Right, given your r_squared.")
        return
    known = other_numbers(y_test, y_pred, own_sides[0] if own_sides else y_test)
    for rounded in (1e-9, ROUNDED):
        fitting = [n for n, value in known.items() if abs(found - value) <= rounded * (1 + abs(value) / 1000)]
        if fitting:
            student.mistake(*fitting)
    pytest.fail(
        f"r2 is {found:.5g}, but the y_test and y_pred that you return have an R² of {expected:.5g}",
        pytrace=False,
    )


def changed(y_pred):
    """Return other predictions, for which any formula of the predictions gives another number.

    A correlation is blind to halving and shifting, and a ratio of spreads to the order.
    """
    return y_pred[::-1] / 2 + 10


def reported(value):
    """Read the number reported; a text such as '0.512', made for printing, is read as its number."""
    if isinstance(value, str):
        try:
            found = float(value[:LONGEST_TEXT])
        except ValueError:
            pytest.fail(f"r2 is {describe(value)}; it should be a number", pytrace=False)
    else:
        found = number(value, "r2")
    if not np.isfinite(found):
        pytest.fail(f"r2 is {found}; it should be a finite number", pytrace=False)
    return found


def rows_are_test_rows(student, y_test, y, own_sides):
    """Fail unless the targets are those of a quarter of the rows, by the table or the student's split."""
    if len(y_test) < 2:
        pytest.fail("y_test holds hardly a row", pytrace=False)
    known, times = np.unique(y, return_counts=True)
    found, times_found = np.unique(y_test, return_counts=True)
    are_own = bool(own_sides) and same_rows(y_test, own_sides[1])
    if not np.isin(found, known).all():
        if are_own and np.ptp(y_test) > 0:
            return student.note("Right, given your split_25.")
        pytest.fail("y_test holds numbers that are not among the targets y; were they scaled?", pytrace=False)
    is_quarter = len(y_test) in (len(y) // 4, -(-len(y) // 4))
    too_often = (times_found > times[np.searchsorted(known, found)]).any()
    if is_quarter and not too_often:
        return
    if are_own:
        student.note("Right, given your split_25.")
    elif own_sides and same_rows(y_test, own_sides[0]):
        student.mistake("q2_report_training_rows")
    elif too_often:
        pytest.fail("y_test holds a row more than once", pytrace=False)
    elif len(y_test) in (3 * len(y) // 4, -(-3 * len(y) // 4)):
        student.mistake("q2_report_75_test")
    else:
        pytest.fail("y_test does not hold a quarter of the rows: 110 or 111 of 442", pytrace=False)


def same_rows(found, own):
    """Say whether targets are those of one side, in any order; scaling leaves them apart by rounding."""
    return len(found) == len(own) and np.allclose(np.sort(found), np.sort(own), rtol=1e-6, atol=1e-9)


def other_numbers(y_test, y_pred, y_train):
    """Return what known mistakes report instead of R², by the mistake's name."""
    with np.errstate(all="ignore"):
        errors, total = (y_test - y_pred) ** 2, np.sum((y_test - y_test.mean()) ** 2)
        every_pair = (y_test[:, None] - y_pred[None, :]) ** 2
        return {
            "q2_report_swapped": r2(y_pred, y_test),
            "q2_report_correlation_squared": np.corrcoef(y_test, y_pred)[0, 1] ** 2,
            "q2_report_broadcast": 1 - every_pair.sum() / total,
            "q2_report_training_mean": 1 - errors.sum() / np.sum((y_test - y_train.mean()) ** 2),
            "q2_report_never_negative": max(0.0, r2(y_test, y_pred)),
            "q2_report_explained_variance": 1 - np.var(y_test - y_pred) / np.var(y_test),
            "q2_report_error": errors.mean(),
            "q2_report_percent": 100 * r2(y_test, y_pred),
        }
