"""Q1: what each cycle of training does, and that XOR never settles although its cycles end alike."""

import numpy as np
import pytest

from autograder.checks import computed_once, floats, items, vector

PAIRS = [[0, 0], [0, 1], [1, 0], [1, 1]]
XOR, AND = [0, 1, 1, 0], [0, 0, 0, 1]

CASES = [
    (PAIRS, XOR, [0, 0, 0], 6),
    (PAIRS, AND, [0, 0, 0], 9),
    (PAIRS[::-1], XOR[::-1], [0.5, -2, 1], 5),
]


def sent(case):
    """Return the arguments as the student gets them."""
    inputs, targets, start, epochs = case
    return np.array(inputs, dtype=float), np.array(targets), np.array(start, dtype=float), epochs


def units(given):
    """Return the units that answers may come from: either rule at V = 0, or the student's own unit."""
    return (
        lambda x, weights: np.dot(x, weights) > 0,
        lambda x, weights: np.dot(x, weights) >= 0,
        lambda x, weights: given.threshold_unit(x[:-1], weights),
    )


@computed_once
def cycles(case, unit):
    """Run the five steps without a stop rule; return weights at each cycle's end, and its updates."""
    inputs, targets, start, epochs = case
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


def own_cycles(student, case):
    """Run the student's train one cycle at a time."""
    inputs, targets, weights, epochs = sent(case)
    ends, counts = [], []
    for _ in range(epochs):
        answer = items(student.train(inputs, targets, weights, 1), 3, "what train returns")
        weights = vector(answer[0], len(weights), "the weights that train returns")
        ends.append(weights)
        counts.append(vector(answer[1], 1, "the number of updates")[0])
    return np.array(ends), np.array(counts)


def traced(student, case):
    """Let the student trace; return their two answers read as arrays."""
    ends, updates = items(student.trace(*sent(case)), 2, "what trace returns")
    epochs, n = case[3], len(case[2])
    return floats(ends, (epochs, n), "the weights of trace"), vector(updates, epochs, "the updates of trace")


def judge(student, given, part):
    """Fail unless one part of the traces is what the five steps give, or the student's own train."""
    found = [traced(student, case)[part] for case in CASES]

    def fits(expected):
        return all(
            np.allclose(f, e[part], rtol=1e-9, atol=1e-6) for f, e in zip(found, expected, strict=True)
        )

    if any(fits([cycles(case, unit) for case in CASES]) for unit in units(given)):
        return
    own = [own_cycles(student, case) for case in CASES]
    assert fits(own)
    assert np.ptp(np.concatenate([ends.ravel() for ends, _ in own])) > 1e-6
    student.note("Right, given your train.")


@pytest.mark.check("q1_xor", given=("threshold_unit",))
def test_trace_counts_each_cycles_updates(student, given):
    """The updates that trace counts in each cycle are never 0 for XOR, and 0 once AND is learned."""
    judge(student, given, 1)


@pytest.mark.check("q1_xor", given=("threshold_unit",))
def test_trace_keeps_each_cycles_end(student, given):
    """The weights that trace keeps are those at the end of each cycle; for XOR from zeros they repeat."""
    judge(student, given, 0)
