"""Q3: every Boolean function of two inputs, by weights or by a certificate, in exact arithmetic."""

import itertools
from functools import reduce

import pytest

from autograder.checks import NotRational, describe, rationals, realises, refutes

PAIRS = ((0, 0), (0, 1), (1, 0), (1, 1))
TABLES = {"".join(map(str, outputs)): outputs for outputs in itertools.product((0, 1), repeat=4)}
NEVER = ("0110", "1001")


def answers_of(student):
    """Return the sixteen answers; keys may be texts or tuples of outputs."""
    found = student.value("SIXTEEN")
    if not isinstance(found, dict):
        pytest.fail(f"SIXTEEN is {describe(found)}; it should be a dict", pytrace=False)
    return {table_of(key): value for key, value in found.items()}


def table_of(key):
    """Return the outputs that a key names, '' where it is neither four outputs nor a text."""
    if isinstance(key, tuple) and len(key) == 4 and all(bit in (0, 1, "0", "1") for bit in key):
        return "".join(str(int(bit)) for bit in key)
    return key if isinstance(key, str) else ""


def problem_with(table, answer):
    """Return what is wrong with one answer, '' if nothing is, and the numbers as far as they are readable."""
    if answer is None:
        return f"SIXTEEN has no answer for {table} yet", "", ()
    is_pair = isinstance(answer, list | tuple) and len(answer) == 2 and isinstance(answer[0], str)
    if not is_pair or answer[0] not in ("weights", "multipliers"):
        return f"{table}: write ('weights', (w1, w2, bias)) or ('multipliers', (...))", "", ()
    kind, given = answer
    try:
        numbers = rationals(given, 3 if kind == "weights" else 4, f"{table}: the {kind}")
    except NotRational as reason:
        return str(reason), kind, ()
    judged = (realises if kind == "weights" else refutes)(PAIRS, TABLES[table], numbers)
    return "" if judged.holds else f"{table}: {judged.message}", kind, numbers


def mistakes_in(table, kind, numbers):
    """Return the known mistakes that one wrong answer fits."""
    if kind == "multipliers":
        if not any(numbers):
            return {"q3_sixteen_zero_multipliers"}
        if table not in NEVER:
            return {"q3_sixteen_refutes_too_much"}
        return {"q3_sixteen_negative_multiplier" if min(numbers) < 0 else "q3_sixteen_does_not_cancel"}
    if not any(numbers):
        return {"q3_sixteen_zero_weights"}
    if table in NEVER:
        return {"q3_sixteen_weights_for_all"}
    w1, w2, bias = numbers
    others = {
        "q3_sixteen_threshold_as_bias": (table, (w1, w2, -bias)),
        "q3_sixteen_bias_first": (table, (w2, bias, w1)),
        "q3_sixteen_read_backwards": (table[::-1], numbers),
        "q3_sixteen_inputs_swapped": (table, (w2, w1, bias)),
    }
    fits = {name for name, (read, w) in others.items() if realises(PAIRS, TABLES[read], w).holds}
    sums = [i1 * w1 + i2 * w2 + bias for i1, i2 in PAIRS]
    if all(not v or (v > 0) == output for v, output in zip(sums, TABLES[table], strict=True)):
        fits.add("q3_sixteen_mixed_rules")
    return fits


def judge(student, tables):
    """Fail unless all these functions are answered rightly; name the mistake that fits every wrong answer."""
    answers = answers_of(student)
    problems = {table: problem_with(table, answers.get(table)) for table in TABLES}
    mine = [problems[table][0] for table in tables if problems[table][0]]
    if not mine:
        return
    wrong = [(table, *found[1:]) for table, found in problems.items() if found[0] and found[2]]
    fitting = [mistakes_in(*entry) for entry in wrong]
    if common := reduce(set.intersection, fitting) if fitting else set():
        student.mistake(*sorted(common), message=mine[0])
    pytest.fail("; ".join(mine[:2]), pytrace=False)


@pytest.mark.check("q3_sixteen")
def test_constant_functions(student):
    """The two constant functions have weights that are not all 0 and realise them."""
    judge(student, ("0000", "1111"))


@pytest.mark.check("q3_sixteen", weight=2)
def test_functions_of_one_input(student):
    """The four functions that look at one input only have weights that realise them."""
    judge(student, ("0011", "0101", "1010", "1100"))


@pytest.mark.check("q3_sixteen", weight=2)
def test_functions_with_a_single_one(student):
    """The four functions that are 1 for a single row have weights that realise them."""
    judge(student, ("0001", "0010", "0100", "1000"))


@pytest.mark.check("q3_sixteen", weight=2)
def test_functions_with_a_single_zero(student):
    """The four functions that are 0 for a single row have weights that realise them."""
    judge(student, ("0111", "1011", "1101", "1110"))


@pytest.mark.check("q3_sixteen", weight=3)
def test_functions_beyond_one_unit(student):
    """The two functions that no weights realise have multipliers that prove it."""
    judge(student, NEVER)
