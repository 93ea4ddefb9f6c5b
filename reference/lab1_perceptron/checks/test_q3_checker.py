"""Q3: labelled points as inequalities, and which of them some weights satisfy; sums are exact."""

import itertools

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import explored, floats, vector

PAIRS = [[0, 0], [0, 1], [1, 0], [1, 1]]
SETS = [
    (PAIRS, [0, 0, 0, 1]),
    (PAIRS, [0, 1, 1, 0]),
    ([[2, -1], [0.5, 3], [-4, -2], [1, 1], [0, 0]], [1, 0, 0, 1, 1]),
    ([[0], [1], [-3]], [1, 0, 1]),
    ([[1, 2, 3], [0, -1, 0.5]], [0, 1]),
]
HALVES = st.integers(-6, 6).map(lambda n: n / 2)


@pytest.mark.check("q3_checker", weight=2, independent=True)
def test_rows_of_inequalities(student):
    """Every point is one row: its inputs and a 1, all with a minus where O is 0."""
    asked = [(np.array(points, dtype=float), np.array(outputs)) for points, outputs in SETS]
    answers = [student.inequalities(points, outputs) for points, outputs in asked]
    for answer, (points, outputs) in zip(answers, SETS, strict=True):
        expected = [[c if o else -c for c in (*p, 1)] for p, o in zip(points, outputs, strict=True)]
        found = floats(answer, np.shape(expected), "what inequalities returns")
        assert np.array_equal(found, expected)


@pytest.mark.check("q3_checker", weight=2, independent=True)
@explored(
    outputs=st.lists(st.sampled_from([0, 1]), min_size=4, max_size=4),
    weights=st.lists(HALVES, min_size=3, max_size=3),
)
def test_satisfied_inequalities(student, outputs, weights):
    """An inequality holds where V has the sign that O asks for; at V = 0 it holds where O is 1."""
    sums = [i1 * weights[0] + i2 * weights[1] + weights[2] for i1, i2 in PAIRS]
    expected = [(v >= 0) if output else (v < 0) for v, output in zip(sums, outputs, strict=True)]
    found = student.holds(np.array(PAIRS, dtype=float), np.array(outputs), np.array(weights))
    assert vector(found, 4, "what holds returns").tolist() == expected


@pytest.mark.check("q3_checker", independent=True)
def test_any_points_and_any_number_of_inputs(student):
    """Points may lie anywhere and have one input, two, or three."""
    for points, outputs in SETS[2:]:
        n = len(points[0])
        for weights in itertools.product([-1.0, 0.5], repeat=n + 1):
            sums = np.array(points) @ weights[:n] + weights[n]
            expected = np.where(outputs, sums >= 0, sums < 0).tolist()
            found = student.holds(np.array(points, dtype=float), np.array(outputs), np.array(weights))
            assert vector(found, len(points), "what holds returns").tolist() == expected
