"""Q1: XOR never settles, although the weights at the end of every cycle repeat."""

import numpy as np
import pytest

from autograder.values import boolean, floats, items, vector

PAIRS = [[0, 0], [0, 1], [1, 0], [1, 1]]
XOR, XNOR, AND, OR = [0, 1, 1, 0], [1, 0, 0, 1], [0, 0, 0, 1], [0, 1, 1, 1]

NEVER = [
    (PAIRS, XOR, [0, 0, 0], 3),
    (PAIRS, XOR, [0, 0, 0], 10),
    (PAIRS, XOR, [0, 0, 0], 101),
    (PAIRS[::-1], XOR[::-1], [0.5, -2, 1], 40),
    (PAIRS, XNOR, [0, 0, 0], 25),
]
SETTLES = [(PAIRS, AND, [0, 0, 0], 20), (PAIRS, OR, [0, 0, 0], 20)]

TRACED = [
    (PAIRS, XOR, [0, 0, 0], 6),
    (PAIRS, AND, [0, 0, 0], 9),
    (PAIRS[::-1], XOR[::-1], [0.5, -2, 1], 5),
    ([[0], [1]], [1, 0], [0, 0], 4),
]


def sent(inputs, targets, start, epochs):
    """Return the arguments as the student gets them."""
    return np.array(inputs, dtype=float), np.array(targets), np.array(start, dtype=float), epochs


def units(given):
    """Return the units that answers may come from: either rule at V = 0, or the student's own unit."""
    return (
        lambda x, weights: np.dot(x, weights) > 0,
        lambda x, weights: np.dot(x, weights) >= 0,
        lambda x, weights: given.threshold_unit(x[:-1], weights),
    )


def cycles(inputs, targets, start, epochs, unit):
    """Run the five steps without a stop rule; return weights at each cycle's end, and its updates."""
    weights, ends, counts = np.array(start, dtype=float), [], []
    for _ in range(epochs):
        count = 0
        for pattern, target in zip(inputs, targets, strict=True):
            x = np.array([*pattern, 1.0])
            error = float(unit(x, weights)) - target
            weights = weights - error * x
            count += error != 0
        ends.append(weights)
        counts.append(count)
    return np.array(ends), np.array(counts)


def traced(student, case):
    """Let the student trace; return their two answers read as arrays."""
    ends, updates = items(student.trace(*sent(*case)), 2, "what trace returns")
    epochs, n = case[3], len(case[2])
    return floats(ends, (epochs, n), "the weights of trace"), vector(updates, epochs, "the updates of trace")


def says_learned(student, case):
    """Let the student train; return what they say of success."""
    return boolean(
        items(student.train(*sent(*case)), 3, "what train returns")[2], "the third answer of train"
    )


@pytest.mark.check("q1_xor", weight=4, given=("threshold_unit",))
def test_xor_is_never_called_learned(student, given):
    """However long it runs, train never says True for XOR; for AND and OR it does."""
    assert not any(says_learned(student, case) for case in NEVER)
    found = [says_learned(student, case) for case in SETTLES]
    assert any(found == [0 in cycles(*case, unit)[1] for case in SETTLES] for unit in units(given))


@pytest.mark.check("q1_xor", weight=2, given=("threshold_unit",))
def test_trace_counts_each_cycles_updates(student, given):
    """The updates that trace counts in each cycle are never 0 for XOR, and 0 once AND is learned."""
    found = [traced(student, case)[1] for case in TRACED]
    assert any(
        all(np.array_equal(f, cycles(*case, unit)[1]) for f, case in zip(found, TRACED, strict=True))
        for unit in units(given)
    )


@pytest.mark.check("q1_xor", weight=2, given=("threshold_unit",))
def test_trace_keeps_each_cycles_end(student, given):
    """The weights that trace keeps are those at the end of each cycle; for XOR from zeros they repeat."""
    found = [traced(student, case)[0] for case in TRACED]
    assert any(
        all(
            np.allclose(f, cycles(*case, unit)[0], rtol=1e-9, atol=1e-6)
            for f, case in zip(found, TRACED, strict=True)
        )
        for unit in units(given)
    )
