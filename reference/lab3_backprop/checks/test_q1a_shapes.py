"""Q1: shapes of weights and biases, the folded form, and how many numbers a net learns."""

import numpy as np
import pytest

from autograder.checks import describe, floats, integer, items, vector

LECTURE = [2, 5, 2, 1]
OTHERS = ([3, 1], [1, 7, 4], [2, 3, 2, 2], [6, 2, 6, 2, 6])
LAYERS_MAX = 20
COUNTS = {"2-5-2-1": (2, 5, 2, 1), "2-3-2-2": (2, 3, 2, 2), "64-100-10": (64, 100, 10)}


def told(student, sizes):
    """Return the shapes that a student gives, as lists of tuples of whole numbers."""
    weights, biases = items(student.shapes(list(sizes)), 2, "what shapes returns")
    return [
        [
            tuple(vector(shape, length, "one shape").tolist())
            for shape in items(shapes, None, what, most=LAYERS_MAX)
        ]
        for shapes, length, what in ((weights, 2, "the weights' shapes"), (biases, 1, "the biases' shapes"))
    ]


def judge(student, sizes):
    """Compare with the shapes written out layer by layer."""
    weights, biases = told(student, sizes)
    assert weights == [(sizes[place - 1], sizes[place]) for place in range(1, len(sizes))]
    assert biases == [(size,) for size in sizes[1:]]


@pytest.mark.check("q1_shapes")
def test_shapes_of_the_lecture(student):
    """The shapes of the 2-5-2-1 net are the lecture's: (2, 5), (5, 2), (2, 1) and (5,), (2,), (1,)."""
    judge(student, LECTURE)


@pytest.mark.check("q1_shapes", independent=True)
def test_shapes_of_other_nets(student):
    """The shapes are right for nets with other numbers of layers and units."""
    for sizes in OTHERS:
        judge(student, sizes)


@pytest.mark.check("q1_shapes", weight=2, independent=True)
def test_fold_puts_the_bias_first(student):
    """A folded matrix has one row more, row 0, which holds the bias; neither argument of fold changes."""
    rng = np.random.default_rng(10)
    for m, n in ((2, 5), (3, 3), (4, 1), (1, 2)):
        W, b = rng.integers(-9, 10, (m, n)) / 4, rng.integers(1, 10, n) / 8
        reply = student.fold.reply(W.copy(), b.copy())
        truth = np.array([b.tolist(), *W.tolist()])
        assert np.array_equal(floats(reply.value, shape=(m + 1, n), what="the folded matrix"), truth)
        assert np.array_equal(floats(reply.args[0]), W)
        assert np.array_equal(vector(reply.args[1]), b)


@pytest.mark.check("q1_shapes", weight=2)
def test_counts_of_three_nets(student):
    """COUNTS says how many numbers, weights and biases together, each of the three nets learns."""
    found = student.value("COUNTS")
    if not isinstance(found, dict):
        pytest.fail(f"COUNTS is {describe(found)}; it should be a dict", pytrace=False)
    for net, sizes in COUNTS.items():
        if found.get(net) is None:
            pytest.fail(f"COUNTS['{net}'] is not there yet", pytrace=False)
        count = integer(found[net], f"COUNTS['{net}']")
        assert count == sum((sizes[k - 1] + 1) * sizes[k] for k in range(1, len(sizes)))
