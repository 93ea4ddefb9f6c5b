"""Q4: inputs on which three plausible softmax functions fail. They are run here, on trusted copies."""

import numpy as np
import pytest

from autograder.checks import entries, floats

LARGEST = 1000
GAP = 1e-6


def softmax_no_shift(z):
    """Exponentials as they are."""
    exps = np.exp(z)
    return exps / np.sum(exps)


def softmax_absolute_maximum(z):
    """Subtract the largest absolute value."""
    exps = np.exp(z - np.max(np.abs(z)))
    return exps / np.sum(exps)


def softmax_rows_shared_maximum(scores):
    """One maximum, of the whole matrix, is subtracted from all rows."""
    exps = np.exp(scores - np.max(scores))
    return exps / np.sum(exps, axis=1, keepdims=True)


def truth(scores):
    """Return the softmax along the last axis, shifted by each row's own maximum."""
    exps = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return exps / np.sum(exps, axis=-1, keepdims=True)


def require_failure(student, key, function, ndim):
    """Require a valid finite input on which a function is not the softmax."""
    answer = entries(student.value("BREAK"), "BREAK")
    if answer.get(key) is None:
        pytest.fail(f"BREAK['{key}'] is not there yet", pytrace=False)
    found = floats(answer[key], what=f"BREAK['{key}']")
    kind = "a vector" if ndim == 1 else "a matrix of rows"
    if found.ndim != ndim or found.size == 0 or found.size > LARGEST:
        pytest.fail(
            f"BREAK['{key}'] has shape {found.shape}; it should be {kind} of 1 to {LARGEST} numbers",
            pytrace=False,
        )
    if not np.isfinite(found).all():
        pytest.fail(f"BREAK['{key}'] holds inf or nan: every number has to be finite", pytrace=False)
    with np.errstate(all="ignore"):
        wrong, right = function(found), truth(found)
    if np.isfinite(wrong).all() and np.abs(wrong - right).max() <= GAP:
        pytest.fail(f"on BREAK['{key}'] that function gives the right softmax", pytrace=False)


@pytest.mark.check("q4_break")
def test_break_no_shift(student):
    """BREAK['no shift'] is a finite vector on which softmax_no_shift fails."""
    require_failure(student, "no shift", softmax_no_shift, 1)


@pytest.mark.check("q4_break")
def test_break_absolute_maximum(student):
    """BREAK['absolute maximum'] is a finite vector on which softmax_absolute_maximum fails."""
    require_failure(student, "absolute maximum", softmax_absolute_maximum, 1)


@pytest.mark.check("q4_break")
def test_break_shared_maximum(student):
    """BREAK['shared maximum'] is a finite matrix on which softmax_rows_shared_maximum fails."""
    require_failure(student, "shared maximum", softmax_rows_shared_maximum, 2)
