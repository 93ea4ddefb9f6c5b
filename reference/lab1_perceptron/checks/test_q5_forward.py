"""Q5: a hidden layer of threshold units, evaluated; sums are exact."""

import itertools

import numpy as np
import pytest

from autograder.checks import vector

PAIRS = list(itertools.product((0, 1), repeat=2))
NETS = [  # rows, hidden (bias in row 0), output (bias first), and the answers worked by hand
    (PAIRS, [[-0.5, 1.5], [1, -1], [1, -1]], [-1.5, 1, 1], [0, 1, 1, 0]),
    (PAIRS, [[-0.5, -1.5], [1, 1], [1, 1]], [0.5, -1, 2], [1, 0, 0, 1]),
    ([[0], [2], [-3]], [[-1], [1]], [-0.5, 1], [0, 1, 0]),
    ([[0], [2], [-3]], [[-1, 0.5, 2.5], [1, -1, 1]], [-1.5, 1, -1, 2], [0, 1, 0]),
    ([[1, 2, 0], [0, -1, 4]], [[-2, 0.5], [1, -1], [1, 1], [0, 1]], [0.25, 1, -1], [1, 0]),
]
ON_THE_EDGE = [  # a sum is exactly 0 in the hidden layer, then at the output
    ([[1, 1], [0, 0]], [[-2, -0.5], [1, 0], [1, 0]], [-0.5, 1, 0], [1, 0]),
    ([[1, 1], [0, 0]], [[-1.5, -0.5], [1, 1], [1, 1]], [-1, 1, 0], [1, 0]),
]


def answers(student, rows, hidden, output):
    """Let the student evaluate a net."""
    sent = (np.array(rows, dtype=float), np.array(hidden, dtype=float), np.array(output, dtype=float))
    return vector(student.forward(*sent), len(rows), "what forward returns").tolist()


@pytest.mark.check("q5_forward", weight=2, independent=True)
def test_net_of_threshold_units(student):
    """Every unit adds its bias, which comes first, and its weighted inputs, and answers 0 or 1."""
    found = [answers(student, *net) for *net, _ in NETS]
    assert found == [expected for *_, expected in NETS]


@pytest.mark.check("q5_forward")
def test_net_at_zero(student):
    """A unit whose weighted sum is exactly 0 answers 1, in the hidden layer and at the output."""
    found = [answers(student, *net) for *net, _ in ON_THE_EDGE]
    assert found == [expected for *_, expected in ON_THE_EDGE]
