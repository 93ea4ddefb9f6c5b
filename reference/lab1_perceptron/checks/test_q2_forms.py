"""Q2: the perceptron's printed forms and the way from one to another; small numbers, so sums are exact."""

import numpy as np
import pytest

from autograder.checks import vector

FORMS = ("threshold", "bias", "last")
WEIGHTS = [[0.5, 2, -3], [-1.5, 1, 1], [4, -1], [2, 0, -0.5, 1], [-3, 5, 2, -1, 7]]
ROWS = [[0, 0], [1, 0], [0, 1], [1, 1], [-2, 1], [3, -1]]
PERCEPTRONS = {  # the same two in every form, and their outputs worked by hand
    "threshold": [[1.5, 1, 1], [-0.5, 2, -3]],
    "bias": [[-1.5, 1, 1], [0.5, 2, -3]],
    "last": [[1, 1, -1.5], [2, -3, 0.5]],
}
OUTPUTS = [[-1, -1, -1, 1, -1, 1], [1, 1, -1, -1, -1, 1]]
ON_THE_EDGE = [[1, 1], [2, 0], [5, -3]]
EDGES = {"threshold": [2, 1, 1], "bias": [-2, 1, 1], "last": [1, 1, -2]}
ONE_INPUT = {"threshold": [1, -2], "bias": [-1, -2], "last": [-2, -1]}


def convert_by(student, weights, source, target):
    """Let the student convert weights."""
    found = student.convert(np.array(weights, dtype=float), source, target)
    return vector(found, len(weights), "what convert returns").tolist()


def all_by(student, source, target):
    """Let the student convert all the weights."""
    return [convert_by(student, weights, source, target) for weights in WEIGHTS]


def outputs(student, weights, rows, form):
    """Let the student's perceptron answer for rows."""
    found = student.perceptron(np.array(weights, dtype=float), np.array(rows, dtype=float), form)
    return vector(found, len(rows), "what perceptron returns").tolist()


@pytest.mark.check("q2_forms", weight=2, independent=True)
def test_sign_between_threshold_and_bias(student):
    """Between "threshold" and "bias", w0 changes its sign, and the other weights stay."""
    expected = [[-weights[0], *weights[1:]] for weights in WEIGHTS]
    assert all_by(student, "threshold", "bias") == expected
    assert all_by(student, "bias", "threshold") == expected


@pytest.mark.check("q2_forms", independent=True)
def test_place_between_bias_and_last(student):
    """Between "bias" and "last", w0 changes its place, and nothing changes its sign."""
    assert all_by(student, "bias", "last") == [[*weights[1:], weights[0]] for weights in WEIGHTS]
    assert all_by(student, "last", "bias") == [[weights[-1], *weights[:-1]] for weights in WEIGHTS]


@pytest.mark.check("q2_forms", weight=2, independent=True)
def test_both_between_threshold_and_last(student):
    """Between "threshold" and "last", w0 changes its place and its sign."""
    assert all_by(student, "threshold", "last") == [[*weights[1:], -weights[0]] for weights in WEIGHTS]
    assert all_by(student, "last", "threshold") == [[-weights[-1], *weights[:-1]] for weights in WEIGHTS]


@pytest.mark.check("q2_forms", independent=True)
def test_conversion_leaves_its_argument_alone(student):
    """From a form to itself nothing changes, and convert never changes its argument."""
    for form in FORMS:
        assert convert_by(student, WEIGHTS[0], form, form) == WEIGHTS[0]
    for source in FORMS:
        for target in FORMS:
            reply = student.convert.reply(np.array(WEIGHTS[1], dtype=float), source, target)
            vector(reply.value, 3, "what convert returns")
            if vector(reply.args[0], 3, "the weights after the call").tolist() != WEIGHTS[1]:
                student.mistake("q2_forms_changes_its_argument")


@pytest.mark.check("q2_forms", weight=2, independent=True)
def test_perceptron_reads_every_form(student):
    """The perceptron answers 1 or -1 by the inequality of the form its weights are in."""
    found = [[outputs(student, w, ROWS, form) for w in both] for form, both in PERCEPTRONS.items()]
    single = [outputs(student, weights, [[0], [-1], [1]], form) for form, weights in ONE_INPUT.items()]
    assert found == [OUTPUTS] * 3
    assert single == [[-1, 1, -1]] * 3


@pytest.mark.check("q2_forms")
def test_perceptron_includes_equality(student):
    """Where both sides of the inequality are equal, the perceptron answers 1."""
    found = [outputs(student, weights, ON_THE_EDGE, form) for form, weights in EDGES.items()]
    assert found == [[1, 1, 1]] * 3
