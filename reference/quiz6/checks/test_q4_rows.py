"""Q4: softmax of every row of a matrix."""

import mpmath
import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import computed_once, explored, floats, in_single_precision

LECTURE = np.array([[5.0, 4.0, 2.0], [4.0, 2.0, 8.0], [4.0, 4.0, 1.0]])
ENTRY = st.one_of(st.integers(-9, 9), st.sampled_from((-1e308, -1000.0, 1000.0, 1e308)))


@computed_once
def exact(rows):
    """Return the softmax of each row in 60 digits."""
    found = []
    with mpmath.workdps(60):
        for row in rows:
            top = max(mpmath.mpf(float(entry)) for entry in row)
            exps = [mpmath.exp(max(mpmath.mpf(float(entry)) - top, -5000)) for entry in row]
            found.append([float(e / mpmath.fsum(exps)) for e in exps])
    return np.array(found)


def tolerance(value):
    """Return the absolute error that is allowed: more for an answer computed in float32."""
    return 1e-6 if in_single_precision(value) else 1e-12


def near(value, truth, atol=0.0):
    """Assert that a value is the true matrix."""
    found = floats(value, shape=truth.shape, what="the softmax of the rows")
    assert np.allclose(found, truth, rtol=0, atol=max(atol, tolerance(value)))


@pytest.mark.check("q4_rows", weight=4)
def test_rows_of_the_lecture(student):
    """softmax_rows of the lecture's table of three rows is right to 1e-12."""
    near(student.softmax_rows(LECTURE), exact(LECTURE))


@pytest.mark.check("q4_rows", weight=3, independent=True)
def test_rows_of_any_shape(student):
    """Tables of two rows and four columns, of one row, and of one column are right too."""
    rng = np.random.default_rng(19)
    for shape in ((2, 4), (4, 2), (1, 3), (3, 1), (50, 10)):
        table = np.round(rng.normal(0, 3, shape), 2)
        near(student.softmax_rows(table), exact(table))


@pytest.mark.check("q4_rows", weight=4, independent=True)
@explored(rows=st.lists(st.lists(ENTRY, min_size=2, max_size=2), min_size=2, max_size=3))
def test_rows_do_not_disturb_each_other(student, rows):
    """Each row comes out right whatever stands in the other rows, also -1e308 and 1e308."""
    near(student.softmax_rows(np.array(rows, dtype=float)), exact(rows))


@pytest.mark.check("q4_rows", independent=True)
def test_rows_of_lists_and_integers(student):
    """Lists of lists, whole numbers and arrays of any real dtype give the same rows as float64 arrays."""
    truth = exact(LECTURE)
    for table in (LECTURE.astype(int).tolist(), LECTURE.tolist(), LECTURE.astype(int)):
        near(student.softmax_rows(table), truth)
    near(student.softmax_rows(LECTURE.astype(np.float32)), truth, atol=1e-6)


@pytest.mark.check("q4_rows")
def test_rows_leave_the_input_alone(student):
    """softmax_rows does not change its input."""
    reply = student.softmax_rows.reply(LECTURE.copy())
    floats(reply.value, shape=LECTURE.shape)
    if not np.array_equal(floats(reply.args[0], what="the input after the call"), LECTURE):
        student.mistake("q4_rows_changes_input")
