"""Q1: training by the lecture's five steps.

Start weights, order and convention at V = 0 determine everything, so answers are compared with a trainer of
our own, run under both conventions; one of them has to fit all cases of a check. Starts and inputs are
multiples of 1/2, so every sum is exact.
"""

import numpy as np
import pytest

from autograder.values import boolean, integer, items, number, vector

PAIRS = [[0, 0], [0, 1], [1, 0], [1, 1]]
AND = (PAIRS, [0, 0, 0, 1])
OR = (PAIRS, [0, 1, 1, 1])
NOT = ([[0], [1]], [1, 0])

RULES = {"V > 0": lambda v: v > 0, "V >= 0": lambda v: v >= 0}

OTHER_STARTS = [
    (*AND, [1, -1, 0.5]),
    (*AND, [-2.5, 3, 1]),
    (*OR, [-1, -1, -1]),
    (*NOT, [2, -1.5]),
    ([[1, 1], [1, 0], [0, 1], [0, 0]], [1, 0, 0, 0], [0, 0, 0]),
    ([[1, 0], [0, 0], [1, 1], [0, 1]], [1, 0, 1, 1], [0, 0, 0]),
    ([[2, -1], [-1, 3], [0.5, 0.5], [-2, -2], [3, 1]], [1, 0, 1, 0, 1], [0.5, -1, 0]),
    ([[0, 0, 0], [0, 0, 1], [0, 1, 1], [1, 1, 1], [1, 0, 1]], [0, 0, 0, 1, 1], [0, 0, 0, 0]),
]


def five_steps(inputs, targets, start, fires, epochs=100):
    """Train in plain Python; return weights, updates, and whether a whole cycle was clean."""
    weights, updates = [float(w) for w in start], 0
    for _ in range(epochs):
        clean = True
        for pattern, target in zip(inputs, targets, strict=True):
            x = [*pattern, 1]
            error = int(fires(sum(w * i for w, i in zip(weights, x, strict=True)))) - target
            if error:
                weights = [w - i * error for w, i in zip(weights, x, strict=True)]
                updates, clean = updates + 1, False
        if clean:
            return weights, updates, True
    return weights, updates, False


def trained(student, inputs, targets, start, epochs=100):
    """Let the student train; return their three answers unread."""
    sent = np.array(inputs, dtype=float), np.array(targets), np.array(start, dtype=float)
    return items(student.train(*sent, epochs), 3, "what train returns")


def weights_fit_one_rule(student, cases):
    """Say whether one convention gives the student's weights in all cases."""
    found = [
        vector(trained(student, *case)[0], len(case[2]), "the weights that train returns") for case in cases
    ]
    return any(
        all(
            np.allclose(weights, five_steps(*case, fires)[0], rtol=0, atol=1e-6)
            for weights, case in zip(found, cases, strict=True)
        )
        for fires in RULES.values()
    )


@pytest.mark.check("q1_training", weight=3)
def test_training_finds_and_and_or(student):
    """From zero weights and rows in the table's order, train finds the weights of AND and of OR."""
    assert weights_fit_one_rule(student, [(*AND, [0, 0, 0]), (*OR, [0, 0, 0])])


@pytest.mark.check("q1_training", weight=2)
def test_training_finds_not(student):
    """From zero weights, train finds the weights of NOT, which has one input."""
    assert weights_fit_one_rule(student, [(*NOT, [0, 0])])


@pytest.mark.check("q1_training", weight=2)
def test_training_follows_start_and_order(student):
    """Other start weights, row orders and numbers of inputs lead to the weights of the five steps."""
    assert weights_fit_one_rule(student, OTHER_STARTS)


@pytest.mark.check("q1_training")
def test_training_counts_updates(student):
    """The second answer of train is the number of updates over the whole training."""
    cases = [(*AND, [0, 0, 0]), (*OR, [0, 0, 0]), *OTHER_STARTS[:2]]
    counts = [integer(trained(student, *case)[1], "the number of updates") for case in cases]
    assert any(counts == [five_steps(*case, fires)[1] for case in cases] for fires in RULES.values())


@pytest.mark.check("q1_training")
def test_training_knows_when_to_stop(student):
    """After a cycle without update train says True, else False; weights that were right stay as they are."""
    for case in [(*AND, [0, 0, 0]), (*OR, [-1, -1, -1])]:
        assert boolean(trained(student, *case)[2], "the third answer of train") is True
    assert boolean(trained(student, *AND, [0, 0, 0], 2)[2], "the third answer of train") is False
    for inputs, targets, start in [(*AND, [1, 1, -1.5]), (*NOT, [-3, 1])]:
        weights, updates, converged = trained(student, inputs, targets, start)
        assert vector(weights, len(start), "the weights that train returns") == pytest.approx(start, abs=1e-6)
        assert integer(updates, "the number of updates") == 0
        assert boolean(converged, "the third answer of train") is True


@pytest.mark.check("q1_training")
def test_training_uses_the_units_rule(student):
    """At V = 0, train and threshold_unit agree: the unit with the trained weights is AND, OR and NOT."""
    for inputs, targets in (AND, OR, NOT):
        start = [0] * (len(inputs[0]) + 1)
        weights = vector(trained(student, inputs, targets, start)[0], len(start), "the weights of train")
        for pattern, target in zip(inputs, targets, strict=True):
            found = number(student.threshold_unit(np.array(pattern, dtype=float), weights), what="C")
            assert found == target
