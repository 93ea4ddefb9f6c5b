"""Q4: training pattern by pattern, compared with a trainer of our own; all sums are exact."""

import numpy as np
import pytest

from autograder.checks import computed_once, items, number, vector

PAIRS = [[0, 0], [0, 1], [1, 0], [1, 1]]
AND, OR, XOR = [0, 0, 0, 1], [0, 1, 1, 1], [0, 1, 1, 0]

ZERO_ONE = [
    (PAIRS, AND, [0, 0, 0]),
    (PAIRS, OR, [0, 0, 0]),
    ([[0], [1]], [1, 0], [0, 0]),
    (PAIRS, AND, [1, -1, 0.5]),
    (PAIRS, AND, [4, 3, 5]),
    ([[1, 1], [1, 0], [0, 1], [0, 0]], [0, 1, 1, 1], [0.5, 0.5, -2]),
    ([[2, -1], [-1, 3], [0.5, 0.5], [-2, -2], [3, 1]], [1, 0, 1, 0, 1], [0.5, -1, 0]),
]
MINUS_ONE = [(inputs, [o or -1 for o in targets], start) for inputs, targets, start in ZERO_ONE]


@computed_once
def five_steps(inputs, targets, start, low, epochs):
    """Train by the five steps; return every output and the weights after it."""
    weights, steps = np.array(start, dtype=float), []
    for _ in range(epochs):
        before = weights
        clean = True
        for pattern, target in zip(inputs, targets, strict=True):
            x = np.array([*pattern, 1.0])
            output = 1 if float(np.dot(x, weights)) > 0 else low
            if output != target:
                weights, clean = weights - x * (output - target), False
            steps.append((float(output), weights.tolist()))
        if clean:
            assert np.array_equal(before, weights)
            break
    return steps


def stepped(student, inputs, targets, start, low=0, epochs=30):
    """Let the student train; return every output and the weights after it, read."""
    answer = student.training_steps(
        np.array(inputs, dtype=float), np.array(targets), np.array(start, dtype=float), low, epochs
    )
    pairs = [items(step, 2, "each step") for step in items(answer, what="what training_steps gives")]
    return [(number(c, "the output C"), vector(w, len(start), "the weights").tolist()) for c, w in pairs]


def same(found, expected):
    """Say whether steps are equal."""
    return len(found) == len(expected) and all(
        c == d and np.allclose(w, v, rtol=0, atol=1e-5)
        for (c, w), (d, v) in zip(found, expected, strict=True)
    )


def agrees_up_to_the_last_epoch(student, cases, low):
    """Say whether the steps are right in every epoch but the last, clean one."""
    found = [stepped(student, *case, low) for case in cases]
    expected = [five_steps(*case, low, 30)[: -len(case[0])] for case in cases]
    return all(same(mine[: len(right)], right) for mine, right in zip(found, expected, strict=True))


@pytest.mark.check("q4_steps", weight=3, independent=True)
def test_steps_with_zero_and_one(student):
    """With outputs 0 and 1, every step has the output and the weights that the five steps give."""
    assert agrees_up_to_the_last_epoch(student, ZERO_ONE, 0)


@pytest.mark.check("q4_steps", weight=3, independent=True)
def test_steps_with_minus_one_and_one(student):
    """With outputs -1 and 1, every step has the output and the weights that the five steps give."""
    assert agrees_up_to_the_last_epoch(student, MINUS_ONE, -1)


@pytest.mark.check("q4_steps", weight=2, independent=True)
def test_steps_end_after_a_clean_epoch(student):
    """The steps end with the first whole epoch in which no pattern changed the weights."""
    cases = [(*case, 0) for case in ZERO_ONE] + [(*case, -1) for case in MINUS_ONE]
    cases += [(PAIRS, AND, [2, 1, -2], 0), (PAIRS[::-1], XOR[::-1], [0.5, -2, 1], 0)]
    found = [len(stepped(student, *case)) for case in cases]
    assert found == [len(five_steps(*case, 30)) for case in cases]


@pytest.mark.check("q4_steps")
def test_steps_of_xor_go_on(student):
    """For XOR every epoch changes the weights, so the steps go on for all the epochs allowed."""
    found = [len(stepped(student, PAIRS, XOR, [0, 0, 0], 0, epochs)) for epochs in (1, 3, 25)]
    assert found == [4, 12, 100]


@pytest.mark.check("q4_steps")
def test_steps_have_defaults(student):
    """Without `low` and `max_epochs`, the low output is 0 and training runs for 100 epochs at most."""
    targets = {name: np.array(table) for name, table in (("AND", AND), ("XOR", XOR))}
    steps = {
        name: items(student.training_steps(np.array(PAIRS, dtype=float), table, np.zeros(3)))
        for name, table in targets.items()
    }
    assert (len(steps["AND"]), len(steps["XOR"])) == (24, 400)
    assert number(items(steps["AND"][0], 2, "each step")[0], "the output C") == 0


@pytest.mark.check("q4_steps")
def test_start_weights_stay(student):
    """The start weights that are passed in are not changed."""
    start = [1.0, -1.0, 0.5]
    reply = student.training_steps.reply(np.array(PAIRS, dtype=float), np.array(AND), np.array(start), 0, 30)
    items(reply.value, what="what training_steps gives")
    if vector(reply.args[2], 3, "the start weights after the call").tolist() != start:
        student.mistake("q4_steps_changes_the_start")
