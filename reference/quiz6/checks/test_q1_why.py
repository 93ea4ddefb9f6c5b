"""Q1: weights, or multipliers that add the inequalities up to a contradiction; in exact arithmetic."""

import pytest

from autograder.checks import NotRational, entries, rationals, realises, refutes


def answer(student, name):
    """Read one set's answer as its kind and its exact numbers."""
    why = entries(student.value("WHY"), "WHY")
    found = why.get(name)
    if found is None:
        pytest.fail(f"WHY has no answer for set {name} yet", pytrace=False)
    is_pair = isinstance(found, list | tuple) and len(found) == 2 and isinstance(found[0], str)
    kind = found[0].strip().lower() if is_pair else ""
    if kind not in ("weights", "multipliers"):
        pytest.fail(f"set {name}: write ('weights', (...)) or ('multipliers', (...))", pytrace=False)
    numbers = found[1]
    try:
        return kind, rationals(numbers, what=f"the {kind} of set {name}")
    except NotRational as reason:
        pytest.fail(str(reason), pytrace=False)


def judge(student, name, rows):
    """Fail unless the set's answer is valid; name the mistake where it is a known one."""
    kind, numbers = answer(student, name)
    points, outputs = [row[:2] for row in rows], [row[2] for row in rows]
    verdict = (realises if kind == "weights" else refutes)(points, outputs, numbers)
    if verdict.holds:
        return
    if numbers and not any(numbers):
        student.mistake("q1_why_zero_weights" if kind == "weights" else "q1_why_zero_multipliers")
    if kind == "weights" and name != "B":
        student.mistake("q1_why_weights_for_all")
    if kind == "multipliers" and len(numbers) == len(points):
        if min(numbers) < 0:
            student.mistake("q1_why_negative_multiplier")
        if name == "C" and len(set(numbers)) == 1:
            student.mistake("q1_why_equal_multipliers")
    pytest.fail(f"set {name}: {verdict.message}", pytrace=False)


@pytest.mark.check("q1_why")
def test_why_set_a(student, variant):
    """For set A, the weights realise it, or the multipliers prove that no weights can."""
    judge(student, "A", variant["A"])


@pytest.mark.check("q1_why")
def test_why_set_b(student, variant):
    """For set B, the weights realise it, or the multipliers prove that no weights can."""
    judge(student, "B", variant["B"])


@pytest.mark.check("q1_why")
def test_why_set_c(student, variant):
    """For set C, the weights realise it, or the multipliers prove that no weights can."""
    judge(student, "C", variant["C"])
