"""Q5: L2. The penalty is counted once, and biases are left out of it. Numbers are exact in binary."""

import numpy as np
import pytest

from autograder.checks import describe, floats, items, number, vector

WEIGHTS = [np.array([[1.0, -2.0], [0.5, 4.0]]), np.array([[3.0], [-1.0]])]  # squares: 21.25 and 10
W, B = np.array([[1.0, -2.0, 0.5], [4.0, 0.25, -3.0]]), np.array([8.0, -4.0, 2.0])
DW, DB = np.array([[2.0, 1.0, -1.0], [0.0, 4.0, 0.5]]), np.array([1.0, -2.0, 0.0])


def stepped(student, eta, alpha, dW=DW, dB=DB):
    """Ask for one step."""
    value = student.l2_step(W.copy(), B.copy(), dW.copy(), dB.copy(), eta, alpha)
    new_W, new_b = items(value, 2, "what l2_step returns")
    return floats(new_W, shape=W.shape, what="W"), vector(new_b, B.size, "b")


def is_near(found, truth):
    """Say whether numbers agree to 1e-5; what is exact in binary leaves no reason for more."""
    return np.allclose(found, truth, rtol=0, atol=1e-5)


@pytest.mark.check("q5_l2", weight=2, independent=True)
def test_penalty_of_all_weights(student):
    """l2_loss adds alpha/2 times the sum of the squares of all weights, once."""
    for loss, alpha, truth in ((2.0, 0.5, 9.8125), (0.0, 2.0, 31.25), (1.25, 0.0, 1.25)):
        assert is_near(number(student.l2_loss(loss, WEIGHTS, alpha), "the loss"), truth)
    assert is_near(number(student.l2_loss(1.0, WEIGHTS[1:], 4.0), "the loss"), 21.0)


@pytest.mark.check("q5_l2", weight=2)
def test_step_of_weights(student):
    """l2_step moves weights by w <- w - eta * (alpha * w + dLoss/dw)."""
    for eta, alpha in ((0.25, 2.0), (0.5, 0.25), (1.0, 0.0)):
        wanted = [
            [w - eta * (alpha * w + d) for w, d in zip(*rows, strict=True)]
            for rows in zip(W, DW, strict=True)
        ]
        assert is_near(stepped(student, eta, alpha)[0], wanted)


@pytest.mark.check("q5_l2", weight=2)
def test_step_of_biases(student):
    """l2_step moves biases by the plain step, whatever alpha is."""
    for eta, alpha in ((0.5, 0.25), (0.25, 2.0)):
        assert is_near(stepped(student, eta, alpha)[1], [b - eta * d for b, d in zip(B, DB, strict=True)])


@pytest.mark.check("q5_l2", weight=1)
def test_step_leaves_its_arguments_alone(student):
    """l2_step changes none of its arguments."""
    reply = student.l2_step.reply(W.copy(), B.copy(), DW.copy(), DB.copy(), 0.5, 0.25)
    items(reply.value, 2, "what l2_step returns")
    for after, before in zip(reply.args, (W, B, DW, DB, 0.5, 0.25), strict=True):
        if not np.array_equal(floats(after, what="an argument after the call"), before):
            student.mistake("q5_l2_changes_weights")


@pytest.mark.check("q5_l2", weight=2)
def test_shrinking_is_predicted(student):
    """SHRUNK says what 20 steps without a gradient of the data leave of a weight 2 and a bias 2."""
    found = student.value("SHRUNK")
    if not isinstance(found, dict):
        pytest.fail(f"SHRUNK is {describe(found)}; it should be a dict", pytrace=False)
    weight = bias = 2.0
    for _ in range(20):
        weight -= 0.1 * 0.5 * weight
    for key, truth in (("weight", weight), ("bias", bias)):
        if found.get(key) is None:
            pytest.fail(f"SHRUNK['{key}'] is not there yet", pytrace=False)
        assert abs(number(found[key], f"SHRUNK['{key}']") - truth) <= 0.0006
