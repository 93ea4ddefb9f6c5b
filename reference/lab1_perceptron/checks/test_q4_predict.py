"""Q4: what happens when the learning rate, the outputs' names or the start change."""

import numpy as np
import pytest

from autograder.checks import NotRational, computed_once, describe, integer, rationals

AND = ([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])
OR = ([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 1])


@computed_once
def run(table, start, low=0, rate=1.0):
    """Train under V > 0; return the weights at the end and the first epoch without a change."""
    weights, outputs = np.array(start, dtype=float), [o or low for o in table[1]]
    for epoch in range(1, 100):
        clean = True
        for pattern, target in zip(table[0], outputs, strict=True):
            x = np.array([*pattern, 1.0])
            error = (1 if x @ weights > 1e-9 else low) - target
            weights, clean = weights - rate * error * x, clean and error == 0
        if clean:
            return weights, epoch
    raise AssertionError("the trainer of the check did not settle")


def predicted_value(student, key):
    """Return one prediction as the student wrote it."""
    found = student.value("PREDICT")
    if not isinstance(found, dict):
        pytest.fail(f"PREDICT is {describe(found)}; it should be a dict", pytrace=False)
    if found.get(key) is None:
        pytest.fail(f"PREDICT['{key}'] is not there yet", pytrace=False)
    return found[key]


def weights_of(student, key):
    """Return predicted weights; fractions may be texts."""
    try:
        return [float(w) for w in rationals(predicted_value(student, key), 3, f"PREDICT['{key}']")]
    except NotRational as reason:
        pytest.fail(str(reason), pytrace=False)


@pytest.mark.check("q4_predict")
def test_predict_rate(student):
    """PREDICT['rate'] holds the weights that training AND with the smaller learning rate ends with."""
    found = weights_of(student, "rate")
    if np.array_equal(found, [2, 1, -2]):
        student.mistake("q4_predict_rate_changes_nothing")
    assert np.allclose(found, run(AND, [0, 0, 0], rate=0.1)[0], rtol=0, atol=1e-6)


@pytest.mark.check("q4_predict")
def test_predict_outputs(student):
    """PREDICT['outputs'] holds the weights that training OR with outputs -1 and 1 ends with."""
    found = weights_of(student, "outputs")
    if np.array_equal(found, [1, 1, 0]):
        student.mistake("q4_predict_same_step")
    assert np.allclose(found, run(OR, [0, 0, 0], low=-1)[0], rtol=0, atol=1e-6)


@pytest.mark.check("q4_predict")
def test_predict_start(student):
    """PREDICT['start'] is the number of the first epoch without a change, from the start weights given."""
    found = integer(predicted_value(student, "start"), "PREDICT['start']")
    if found == 6:
        student.mistake("q4_predict_start_forgotten")
    if found == 0:
        student.mistake("q4_predict_counts_from_zero")
    assert found == run(AND, [20, 10, -20])[1]
