"""Q4: sigmoid against softmax at the output."""

import mpmath
import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import computed_once, describe, explored, floats, number, vector

ROWS = [[2.0, 1.0, -1.0], [0.0, 0.0, 0.0], [-3.0, 0.5, 4.0]]
RIGHT_LAYER = {
    "digit": "softmax",
    "tags": "sigmoid",
    "blood group": "softmax",
    "findings": "sigmoid",
    "next word": "softmax",
}


@computed_once
def exact_softmax(rows):
    """Return the softmax of each row in 60 digits, from the formula itself."""
    with mpmath.workdps(60):
        exps = [[mpmath.exp(mpmath.mpf(z)) for z in row] for row in rows]
        return np.array([[float(e / mpmath.fsum(row)) for e in row] for row in exps])


@computed_once
def exact_sigma(rows):
    """Return the sigmoid of each entry in 60 digits."""
    with mpmath.workdps(60):
        return np.array([[float(1 / (1 + mpmath.exp(-mpmath.mpf(z)))) for z in row] for row in rows])


def near(value, truth):
    """Assert that a value is the true matrix."""
    found = floats(value, shape=truth.shape)
    dtype = getattr(value, "dtype", None)
    allowed = 1e-12 if dtype is None or dtype.itemsize > 4 or dtype.kind != "f" else 1e-6
    assert np.allclose(found, truth, rtol=0, atol=allowed)


@pytest.mark.check("q4_output", weight=2, independent=True)
@explored(
    rows=st.lists(st.lists(st.integers(-20, 20).map(float), min_size=3, max_size=3), min_size=1, max_size=3)
)
def test_exclusive_outputs(student, rows):
    """For exclusive classes every row of outputs is the softmax of its scores and sums to 1."""
    near(student.outputs(np.array(rows), True), exact_softmax(rows))


@pytest.mark.check("q4_output", weight=2, given=("logistic",))
def test_independent_outputs(student, given):
    """For independent classes every output is the sigmoid of its own score, whatever the others are."""
    scores = np.array(ROWS)
    near(student.outputs(scores, False), floats(given.logistic(scores), shape=scores.shape))


@pytest.mark.check("q4_output", given=("logistic",))
def test_outputs_of_large_scores(student, given):
    """Scores of 1000 and -1000 give outputs between 0 and 1 that are right, not nan."""
    rows = [[1000.0, 999.0, -1000.0], [-1000.0, -1000.0, -1001.0]]
    near(student.outputs(np.array(rows), True), exact_softmax(rows))
    near(student.outputs(np.array(rows), False), floats(given.logistic(np.array(rows)), shape=(2, 3)))
    reply = student.outputs.reply(np.array(rows), True)
    if not np.array_equal(floats(reply.args[0], what="the scores after the call"), np.array(rows)):
        student.mistake("q4_output_changes_input")


@pytest.mark.check("q4_output", independent=True)
def test_score_for_a_probability(student):
    """The softmax of (score_for(p), 0) is (p, 1 - p): with two classes, softmax is a sigmoid."""
    for p in (0.5, 0.8, 0.001):
        score = number(student.score_for(p))
        assert np.isclose(exact_softmax([[score, 0.0]])[0, 0], p, rtol=1e-5, atol=0)
    p = np.array([0.1, 0.999, 0.3])
    found = floats(student.score_for(p), shape=(3,))
    assert np.allclose([exact_sigma([[z]])[0, 0] for z in found], p, rtol=1e-5, atol=0)


@pytest.mark.check("q4_output", weight=2)
def test_output_layers(student):
    """OUTPUT_LAYER says softmax exactly where one and only one of the classes is right."""
    answer = student.value("OUTPUT_LAYER")
    if not isinstance(answer, dict):
        pytest.fail(f"OUTPUT_LAYER is {describe(answer)}; it should be a dict", pytrace=False)
    for key in RIGHT_LAYER:
        named = answer.get(key)
        if not isinstance(named, str) or named.strip().lower() not in ("softmax", "sigmoid"):
            pytest.fail(
                f"OUTPUT_LAYER['{key}'] is {describe(named)}; it should be 'softmax' or 'sigmoid'",
                pytrace=False,
            )
    wrong = [key for key, layer in RIGHT_LAYER.items() if answer[key].strip().lower() != layer]
    if wrong:
        pytest.fail(
            f"OUTPUT_LAYER is not right yet for {len(wrong)} of the {len(RIGHT_LAYER)}: "
            "can two of the classes be right at once?",
            pytrace=False,
        )


@pytest.mark.check("q4_output")
def test_three_scores(student):
    """THREE are scores whose three sigmoids sum to more than 2.5 while no softmax output exceeds 0.4."""
    scores = vector(student.value("THREE"), 3, "THREE")
    if not np.isfinite(scores).all() or np.abs(scores).max() > 700:
        pytest.fail("THREE holds a number that is not finite, or beyond 700", pytrace=False)
    total, largest = exact_sigma([scores]).sum(), exact_softmax([scores]).max()
    if total <= 2.5:
        pytest.fail(f"the sigmoids of THREE sum to {total:.3f}, not to more than 2.5", pytrace=False)
    if largest > 0.4:
        pytest.fail(f"the largest softmax output of THREE is {largest:.3f}, more than 0.4", pytrace=False)
