"""Q1: training by the lecture's five steps.

Start weights, order and convention at V = 0 determine everything, so answers are compared with a trainer of
our own, run under both conventions (and, following through, with the student's own unit); one of them has to
fit all cases of a check. Starts and inputs are multiples of 1/2, so every sum is exact.
"""

import numpy as np
import pytest

from autograder.checks import boolean, computed_once, integer, items, number, vector

PAIRS = [[0, 0], [0, 1], [1, 0], [1, 1]]
AND = (PAIRS, [0, 0, 0, 1])
OR = (PAIRS, [0, 1, 1, 1])
NOT = ([[0], [1]], [1, 0])
XOR = (PAIRS, [0, 1, 1, 0])

OTHER_STARTS = [
    (*AND, [1, -1, 0.5]),
    (*AND, [-2.5, 3, 1]),
    (*OR, [-1, -1, -1]),
    ([[1, 1], [1, 0], [0, 1], [0, 0]], [1, 0, 0, 0], [0, 0, 0]),
    ([[1, 0], [0, 0], [1, 1], [0, 1]], [1, 0, 1, 1], [0, 0, 0]),
    ([[2, -1], [-1, 3], [0.5, 0.5], [-2, -2], [3, 1]], [1, 0, 1, 0, 1], [0.5, -1, 0]),
    ([[0, 0, 0], [0, 0, 1], [0, 1, 1], [1, 1, 1], [1, 0, 1]], [0, 0, 0, 1, 1], [0, 0, 0, 0]),
]


NEVER = [
    (*XOR, [0, 0, 0], 2),
    (*XOR, [0, 0, 0], 10),
    (*XOR, [0, 0, 0], 101),
    (PAIRS[::-1], XOR[1][::-1], [0.5, -2, 1], 40),
    (PAIRS, [1, 0, 0, 1], [0, 0, 0], 25),
]

EPOCHS = 25


def units(given):
    """Return the units that answers may come from: either rule at V = 0, or the student's own unit."""
    return (
        lambda pattern, weights: np.dot(pattern, weights[:-1]) + weights[-1] > 0,
        lambda pattern, weights: np.dot(pattern, weights[:-1]) + weights[-1] >= 0,
        lambda pattern, weights: given.threshold_unit(np.array(pattern, dtype=float), weights),
    )


@computed_once
def five_steps(inputs, targets, start, unit, epochs=EPOCHS):
    """Train step by step; return weights, updates, and whether a whole cycle was clean."""
    weights, updates = np.array(start, dtype=float), 0
    for _ in range(epochs):
        clean = True
        for pattern, target in zip(inputs, targets, strict=True):
            error = float(unit(pattern, weights)) - target
            if error:
                weights = weights - np.array([*pattern, 1.0]) * error
                updates, clean = updates + 1, False
        if clean:
            return weights, updates, True
    return weights, updates, False


def trained(student, inputs, targets, start, epochs=EPOCHS):
    """Let the student train; return weights, updates, and what they say of success."""
    sent = np.array(inputs, dtype=float), np.array(targets), np.array(start, dtype=float)
    weights, updates, converged = items(student.train(*sent, epochs), 3, "what train returns")
    return vector(weights, len(start), "the weights that train returns"), updates, converged


def weights_fit_one_unit(student, given, cases):
    """Say whether one unit leads to the student's weights in all cases."""
    found = [trained(student, *case)[0] for case in cases]
    return any(
        all(
            np.allclose(weights, five_steps(*case, unit)[0], rtol=1e-9, atol=1e-6)
            for weights, case in zip(found, cases, strict=True)
        )
        for unit in units(given)
    )


@pytest.mark.check("q1_training", weight=3, given=("threshold_unit",))
def test_training_finds_and_and_or(student, given):
    """From zero weights and rows in the table's order, train finds the weights of AND and of OR."""
    assert weights_fit_one_unit(student, given, [(*AND, [0, 0, 0]), (*OR, [0, 0, 0])])


@pytest.mark.check("q1_training", weight=2, given=("threshold_unit",))
def test_training_finds_not(student, given):
    """From zero weights and from others, train finds the weights of NOT, which has one input."""
    assert weights_fit_one_unit(student, given, [(*NOT, [0, 0]), (*NOT, [2, 0]), (*NOT, [2, -1.5])])


@pytest.mark.check("q1_training", weight=2, given=("threshold_unit",), independent=True)
def test_training_follows_start_and_order(student, given):
    """Other start weights, row orders and numbers of inputs lead to the weights of the five steps."""
    assert weights_fit_one_unit(student, given, OTHER_STARTS)


@pytest.mark.check("q1_training", given=("threshold_unit",), independent=True)
def test_training_counts_updates(student, given):
    """The second answer of train is the number of updates over the whole training."""
    cases = [(*case, EPOCHS) for case in [(*AND, [0, 0, 0]), (*OR, [0, 0, 0]), *OTHER_STARTS[:2]]]
    cases.append((*XOR, [0, 0, 0], 7))
    counts = [integer(trained(student, *case)[1], "the number of updates") for case in cases]
    assert any(counts == [five_steps(*case[:3], unit, case[3])[1] for case in cases] for unit in units(given))


@pytest.mark.check("q1_training", given=("threshold_unit",), independent=True)
def test_training_knows_when_to_stop(student, given):
    """After a cycle without update, train says True; weights that were right stay as they are."""
    cases = [
        (*AND, [0, 0, 0], EPOCHS),
        (*OR, [-1, -1, -1], EPOCHS),
        (*AND, [1, 1, -1.5], EPOCHS),
        (*NOT, [-3, 1], EPOCHS),
    ]
    found = [trained(student, *case) for case in cases]
    said = [boolean(converged, "the third answer of train") for _, _, converged in found]
    kept = [weights.tolist() for weights, _, _ in found[2:]]
    expected = [[five_steps(*case[:3], unit, case[3]) for case in cases] for unit in units(given)]
    assert any(
        said == [converged for _, _, converged in steps]
        and np.allclose(np.concatenate(kept), np.concatenate([weights for weights, _, _ in steps[2:]]))
        for steps in expected
    )


@pytest.mark.check("q1_training", given=("threshold_unit",))
def test_training_uses_the_units_rule(student, given):
    """At V = 0, train and threshold_unit agree: the unit with the trained weights is AND, OR and NOT."""
    for inputs, targets in (AND, OR, NOT):
        start = [0] * (len(inputs[0]) + 1)
        weights, own = trained(student, inputs, targets, start)[0], units(given)[-1]
        learned = five_steps(inputs, targets, start, own)[0]
        for pattern in inputs:
            found = number(student.threshold_unit(np.array(pattern, dtype=float), weights), what="C")
            assert found == float(own(pattern, learned))


@pytest.mark.check("q1_training", weight=3, independent=True)
def test_training_never_calls_xor_learned(student):
    """However long it runs, train never says True for XOR."""
    for inputs, targets, start, epochs in NEVER:
        converged = trained(student, inputs, targets, start, epochs)[2]
        assert boolean(converged, "the third answer of train") is False
