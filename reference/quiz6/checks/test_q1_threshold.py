"""Q1: one threshold unit."""

import numpy as np
import pytest

from autograder.checks import number

AWAY_FROM_ZERO = [
    ((1, 1), (1, 1, -1.5), 1),
    ((0, 1), (1, 1, -1.5), 0),
    ((0, 0), (1, 1, -0.5), 0),
    ((1, 0), (1, 1, -0.5), 1),
    ((1, 1), (1, 1, 2.5), 1),
    ((0, 1), (2, -3, 1), 0),
    ((1, 0), (2, -3, -1), 1),
    ((0,), (-1, 0.5), 1),
    ((1,), (-1, 0.5), 0),
    ((-2, 3, 0.5), (1, 2, -4, -1.5), 1),
    ((3, -1, 2), (-2, 1, 1, 4.5), 0),
]

ON_THE_LINE = [((1, 0), (1, 1, -1)), ((0, 0), (3, -2, 0)), ((2,), (-1, 2)), ((1, 2, 3), (1, 1, -1, 0))]


def output(student, inputs, weights):
    """Ask the student's unit, and read its answer as 0 or 1."""
    found = number(
        student.threshold_unit(np.array(inputs, dtype=float), np.array(weights, dtype=float)), what="C"
    )
    if found == -1:
        student.mistake("q1_unit_minus_one")
    if found not in (0.0, 1.0):
        pytest.fail("C is neither 0 nor 1", pytrace=False)
    return int(found)


@pytest.mark.check("q1_threshold", weight=4, independent=True)
def test_unit_adds_weighted_inputs_and_bias(student):
    """The unit answers 1 when I1*w1 + ... + In*wn + bias is positive, and 0 when it is negative."""
    found = [output(student, inputs, weights) for inputs, weights, _ in AWAY_FROM_ZERO]
    assert found == [expected for _, _, expected in AWAY_FROM_ZERO]


@pytest.mark.check("q1_threshold", independent=True)
def test_unit_keeps_one_rule_at_zero(student):
    """Every pattern whose V is exactly 0 gets the same output, 0 or 1."""
    assert output(student, (1, 1), (1, 1, -1.5)) != output(student, (0, 1), (1, 1, -1.5))
    assert len({output(student, inputs, weights) for inputs, weights in ON_THE_LINE}) == 1
