"""Q1: weights by hand for AND, OR and NOT, judged in exact arithmetic."""

import pytest

from autograder.checks import NotRational, entries, rationals, realises

PAIRS = ((0, 0), (0, 1), (1, 0), (1, 1))
TABLES = {"AND": (PAIRS, (0, 0, 0, 1)), "OR": (PAIRS, (0, 1, 1, 1)), "NOT": (((0,), (1,)), (1, 0))}


def exact_weights(student, gate):
    """Read the weights of one gate as exact numbers, in a row, a list or a column."""
    gates = entries(student.value("GATES"), "GATES")
    found = gates.get(gate)
    if found is None:
        pytest.fail(f"GATES has no weights for {gate} yet", pytrace=False)
    try:
        return rationals(found, what=f"the weights of {gate}")
    except NotRational as reason:
        pytest.fail(str(reason), pytrace=False)


def judge(student, gate):
    """Fail unless the gate's weights realise it; name the mistake where it is a known one."""
    points, outputs = TABLES[gate]
    weights = exact_weights(student, gate)
    if gate == "NOT" and len(weights) == 3:
        student.mistake("q1_gates_not_with_two_inputs")
    verdict = realises(points, outputs, weights)
    if verdict.holds:
        return
    if len(weights) == len(points[0]) + 1:
        name_the_mistake(student, gate, weights)
    pytest.fail(f"{gate}: {verdict.message}", pytrace=False)


def name_the_mistake(student, gate, weights):
    """End the check with a known mistake's name if the weights fit one."""
    points, outputs = TABLES[gate]
    *w, bias = weights
    if not any(weights):
        student.mistake("q1_gates_zero")
    if realises(points, outputs, [*w, -bias]).holds:
        student.mistake("q1_gates_threshold_as_bias")
    if realises(points, outputs, [*weights[1:], weights[0]]).holds:
        student.mistake("q1_gates_bias_first")
    v = [sum(a * i for a, i in zip(w, point, strict=True)) + bias for point in points]
    if all((value > 0) == output for value, output in zip(v, outputs, strict=True) if value != 0):
        student.mistake("q1_gates_mixed_rules")
    other = {"AND": "OR", "OR": "AND"}.get(gate)
    if other and realises(*TABLES[other], weights).holds:
        student.mistake("q1_gates_and_or_swapped")


@pytest.mark.check("q1_gates")
def test_gates_realise_and(student):
    """The weights of AND realise it on all four rows, under V > 0 or under V >= 0."""
    judge(student, "AND")


@pytest.mark.check("q1_gates")
def test_gates_realise_or(student):
    """The weights of OR realise it on all four rows, under V > 0 or under V >= 0."""
    judge(student, "OR")


@pytest.mark.check("q1_gates")
def test_gates_realise_not(student):
    """The weights of NOT, one for its input and one for the bias, realise it on both rows."""
    judge(student, "NOT")
