"""Q5: nets of threshold units, by hand and for every table; judged in exact arithmetic.

A net is right if it computes its table with V >= 0 at every unit, or with V > 0 at every unit. Following
through, it is right if the student's own forward says so.
"""

import itertools
import math

import numpy as np
import pytest

from autograder.checks import NotRational, describe, items, rationals, vector

LARGEST = 10**9
UNITS_MAX = 64
RULES = (lambda v: v >= 0, lambda v: v > 0)
ONE = list(itertools.product((0, 1), repeat=2))
TWO = list(itertools.product((0, 1), repeat=4))
LARGER = [
    (0, 1, 1, 0, 1, 0, 0, 1),
    (0, 0, 0, 1, 0, 1, 1, 1),
    (1, 0, 0, 0, 0, 1, 0, 0),
    (0, 1, 0, 0, 0, 0, 0, 0),
    (1, 1, 1, 1, 1, 1, 1, 0),
    (1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1),
    (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
]


def rows_of(n):
    """Return all patterns of n inputs in counting order."""
    return list(itertools.product((0, 1), repeat=n))


def net_of(answer, n, most, what):
    """Read a net as exact numbers, hidden row by row."""
    hidden, output = items(answer, 2, what)
    rows = items(hidden, n + 1, f"the hidden part of {what}, biases and then one row an input,")
    try:
        read = [rationals(as_row(row), None, f"a hidden row of {what}") for row in rows]
        width = len(read[0])
        if not 1 <= width <= most or any(len(row) != width for row in read):
            pytest.fail(f"{what}: hidden rows of one length are wanted, 1 to {most} units", pytrace=False)
        return read, rationals(output, width + 1, f"the output weights of {what}")
    except NotRational as reason:
        pytest.fail(str(reason), pytrace=False)


def as_row(row):
    """Return a hidden row as a sequence; of one unit a bare number will do."""
    is_sequence = isinstance(row, list | tuple) or (isinstance(row, np.ndarray) and row.ndim > 0)
    return row if is_sequence else [row]


def evaluate_exactly(net, n, fires):
    """Evaluate a net exactly on all patterns; `fires` is the rule of its units."""
    hidden, output = net
    answers = []
    for row in rows_of(n):
        sums = [
            sum(a * w for a, w in zip((1, *row), column, strict=True)) for column in zip(*hidden, strict=True)
        ]
        a = (1, *(int(fires(v)) for v in sums))
        answers.append(int(fires(sum(i * w for i, w in zip(a, output, strict=True)))))
    return tuple(answers)


def is_right(net, wanted, n):
    """Say whether a net computes a table, under one rule for all its units."""
    return any(evaluate_exactly(net, n, rule) == tuple(wanted) for rule in RULES)


def is_right_by(given, net, wanted, n):
    """Say the same by `forward`, on weights made whole unit by unit, which changes no answer."""
    hidden, output = net
    columns, weights = [_whole(column) for column in zip(*hidden, strict=True)], _whole(output)
    if any(abs(weight) > LARGEST for part in (*columns, weights) for weight in part):
        return False
    sent = (rows_of(n), np.transpose(columns), weights)
    return vector(given.forward(*(np.array(part, dtype=float) for part in sent)), 2**n).tolist() == [*wanted]


def judge_by_hand(student, given, name, n):
    """Fail unless a net by hand computes the parity of n inputs; name the mistake where it is a known one."""
    answer = student.value(name)
    if answer is None or not isinstance(answer, list | tuple):
        pytest.fail(f"{name} is {describe(answer)}; write (hidden, output)", pytrace=False)
    net = net_of(answer, n, n, name)
    wanted = tuple(sum(row) % 2 for row in rows_of(n))
    if is_right(net, wanted, n) or is_right_by(given, net, wanted, n):
        return
    hidden, output = net
    fitting = {
        "q5_xor_bias_last": ([*hidden[-1:], *hidden[:-1]], (output[-1], *output[:-1])),
        "q5_xor_thresholds": ([[-b for b in hidden[0]], *hidden[1:]], (-output[0], *output[1:])),
        "q5_xor_inverted": (hidden, [-w for w in output]),
        "q5_xor_adds_everything": (hidden, (output[0], *_alternating(output[1:]))),
    }
    if found := [mistake for mistake, mended in fitting.items() if is_right(mended, wanted, n)]:
        student.mistake(*found)
    got = evaluate_exactly(net, n, RULES[0])
    wrong = [str(row) for row, a, b in zip(rows_of(n), got, wanted, strict=True) if a != b]
    pytest.fail(f"{name} is wrong at {', '.join(wrong) or 'a row where V is 0'}", pytrace=False)


def judge_tables(student, given, tables):
    """Fail unless the net made for every table computes it."""
    nets = [student.net_for(np.array(outputs)) for outputs in tables]
    for answer, wanted in zip(nets, tables, strict=True):
        n = len(wanted).bit_length() - 1
        net = net_of(answer, n, UNITS_MAX, "what net_for returns")
        assert is_right(net, wanted, n) or is_right_by(given, net, wanted, n)


@pytest.mark.check("q5_xor", weight=2, given=("forward",))
def test_two_hidden_units_solve_xor(student, given):
    """XOR_NET computes XOR on all four rows, with at most two hidden units."""
    judge_by_hand(student, given, "XOR_NET", 2)


@pytest.mark.check("q5_xor", given=("forward",))
def test_three_hidden_units_solve_parity(student, given):
    """PARITY_NET computes the parity of three inputs on all eight rows, with at most three hidden units."""
    judge_by_hand(student, given, "PARITY_NET", 3)


@pytest.mark.check("q5_table", weight=2, given=("forward",), independent=True)
def test_nets_for_two_inputs(student, given):
    """For each of the sixteen tables of two inputs, net_for gives a net that computes it."""
    judge_tables(student, given, TWO)


@pytest.mark.check("q5_table", weight=2, given=("forward",), independent=True)
def test_nets_for_other_numbers_of_inputs(student, given):
    """For tables of one, three and four inputs, net_for gives a net that computes them."""
    judge_tables(student, given, ONE + LARGER)


def _whole(numbers):
    """Return numbers times their least common denominator."""
    common = math.lcm(*(value.denominator for value in numbers))
    return [int(value * common) for value in numbers]


def _alternating(weights):
    """Give every second weight a minus, beginning with the second."""
    return [-abs(w) if place % 2 else abs(w) for place, w in enumerate(weights)]
