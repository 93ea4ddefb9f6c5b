"""Q2: the split, observed by its rows.

The targets sent are row numbers, so every row that comes back can be recognised, however features were
scaled; whether test rows had a say in the scaling shows when only they are changed.
"""

import numpy as np
import pytest

from autograder.checks import floats, items, vector

ROWS, COLUMNS = 442, 3


def table(rows=ROWS):
    """Return features, and the row numbers as targets."""
    rng = np.random.default_rng(5)
    return rng.normal([0, 50, -2], [1, 20, 0.05], (rows, COLUMNS)), np.arange(rows, dtype=float)


def split(student, X, y, random_state=0):
    """Ask for a split; return features and row numbers of both sides."""
    answer = items(student.split_25(X, y, random_state), 4, "what split_25 returns")
    shapes = [np.ndim(part) if isinstance(part, np.ndarray) else None for part in answer]
    if shapes[:4] in ([2, 1, 2, 1], [1, 1, 2, 2]):
        student.mistake("q2_split_order")
    train, test = (
        floats(part, None, what, most=X.size)
        for part, what in zip(answer, ("X_train", "X_test"), strict=False)
    )
    rows, test_rows = (
        vector(answer[2], None, "y_train", most=len(y)),
        vector(answer[3], None, "y_test", most=len(y)),
    )
    numbers = np.concatenate([rows, test_rows])
    if not np.isin(numbers, y).all():
        if is_scaled(y, numbers):
            student.mistake("q2_split_targets_scaled")
        pytest.fail("the targets that came back are not those that were sent", pytrace=False)
    if train.shape != (len(rows), X.shape[1]) or test.shape != (len(test_rows), X.shape[1]):
        pytest.fail("features and targets of a side have different numbers of rows", pytrace=False)
    return train, test, rows.astype(int), test_rows.astype(int)


def is_scaled(before, after):
    """Say whether numbers are, in some order, all of those before, shifted and scaled."""
    if len(after) != len(before) or not np.isfinite(after).all() or np.ptp(after) == 0:
        return False
    return bool(np.corrcoef(np.sort(after), np.sort(before))[0, 1] > 1 - 1e-9)


def one_scale_a_column(before, after):
    """Fit after = slope * before + shift, column by column; return slopes, shifts and whether it holds."""
    if len(before) < 2:
        return np.ones(COLUMNS), np.zeros(COLUMNS), False
    with np.errstate(all="ignore"):
        centred = before - before.mean(axis=0)
        slopes = (centred * after).sum(axis=0) / (centred**2).sum(axis=0)
        shifts = (after - slopes * before).mean(axis=0)
        off = np.abs(slopes * before + shifts - after).max(axis=0)
        holds = bool(((off <= 1e-4 * np.ptp(after, axis=0)) & (slopes > 0)).all())
    return slopes, shifts, holds


@pytest.mark.check("q2_split", weight=2)
def test_split_takes_a_quarter(student):
    """A quarter of the rows are for testing, rounded up or down: 110 or 111 of 442."""
    for rows in (ROWS, 40, 101):
        _, _, train, test = split(student, *table(rows))
        if len(train) in (rows // 4, -(-rows // 4)):
            student.mistake("q2_split_75_test")
        assert len(test) in (rows // 4, -(-rows // 4))
        assert len(train) + len(test) == rows


@pytest.mark.check("q2_split", weight=2)
def test_split_keeps_rows_together(student):
    """Every row is on one side, exactly once, its features still beside its own target."""
    X, y = table()
    train, test, train_rows, test_rows = split(student, X, y)
    assert sorted([*train_rows, *test_rows]) == list(range(ROWS))
    assert one_scale_a_column(X[train_rows], train)[2]
    assert one_scale_a_column(X[test_rows], test)[2]


@pytest.mark.check("q2_split")
def test_split_is_random_and_repeatable(student):
    """The same random_state gives the same rows, another gives others, drawn from the whole table."""
    X, y = table()
    first, again, other = (set(split(student, X, y, state)[3]) for state in (3, 3, 4))
    if first != again:
        student.mistake("q2_split_ignores_random_state")
    if first == other:
        together = max(first) - min(first) == len(first) - 1
        student.mistake("q2_split_not_random" if together else "q2_split_fixed_state")
    assert min(first) < ROWS / 4
    assert max(first) > 3 * ROWS / 4


@pytest.mark.check("q2_split", weight=2)
def test_split_scales_by_training_rows(student):
    """Scaled features use numbers of the training rows alone, and the test rows the same numbers."""
    X, y = table()
    train, test, train_rows, test_rows = split(student, X, y)
    if len({*train_rows, *test_rows}) < len(train_rows) + len(test_rows):
        pytest.fail("a row comes twice, or stands on both sides", pytrace=False)
    slopes, shifts, holds = one_scale_a_column(X[train_rows], train)
    if not holds:
        pytest.fail("a column of X_train is not the column that was sent, shifted and scaled", pytrace=False)
    if not np.allclose(slopes * X[test_rows] + shifts, test, rtol=1e-3, atol=1e-3 * np.abs(train).max()):
        if one_scale_a_column(X[test_rows], test)[2]:
            unscaled = np.allclose(test, X[test_rows])
            student.mistake("q2_split_only_train_scaled" if unscaled else "q2_split_test_own_scaler")
        pytest.fail("X_test is not on the scale of X_train", pytrace=False)
    changed = X.copy()
    changed[test_rows] = changed[test_rows] * 7 - 300
    train_again, _, rows_again, _ = split(student, changed, y)
    if not np.array_equal(rows_again, train_rows):
        pytest.fail("the same random_state did not give the same rows again", pytrace=False)
    if not np.allclose(train_again, train, rtol=1e-4, atol=1e-4 * np.abs(train).max()):
        student.mistake("q2_split_scaler_all_rows")
