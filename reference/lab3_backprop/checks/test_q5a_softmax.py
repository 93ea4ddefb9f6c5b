"""Q5: softmax with cross-entropy, and its gradient, in sixty digits."""

import mpmath
import numpy as np
import pytest

from autograder.checks import computed_once, floats, items, number

CASES = (
    (
        np.array([[5.0, 4.0, 2.0], [4.0, 2.0, 8.0], [4.0, 4.0, 1.0], [2.33, -1.46, 0.56]]),
        np.array([0, 2, 1, 1]),
    ),
    (np.array([[1.5, -0.5]]), np.array([1])),
    (np.array([[0.0, 1.0, -1.0, 2.0], [3.0, 3.0, 3.0, 3.0]]), np.array([3, 0])),
)
WHOLE = (np.array([[5, 4, 2], [4, 2, 8], [4, 4, 1]]), np.array([0, 2, 1]))
FAR = (np.array([[1000.0, 0.0], [-1000.0, -2000.0], [0.0, 1500.0]]), np.array([1, 0, 1]))


@computed_once
def exact(place):
    """Return loss and gradient of one case."""
    scores, labels = {"far": FAR, "whole numbers": WHOLE}.get(place) or CASES[place]
    with mpmath.workdps(60):
        losses, slopes = [], []
        for row, label in zip(scores.tolist(), labels.tolist(), strict=True):
            exps = [mpmath.exp(mpmath.mpf(s) - max(row)) for s in row]
            p = [e / mpmath.fsum(exps) for e in exps]
            losses.append(-mpmath.log(p[label]))
            slopes.append([float((p_k - (k == label)) / len(scores)) for k, p_k in enumerate(p)])
        return float(mpmath.fsum(losses) / len(scores)), np.array(slopes)


def answer(student, scores, labels):
    """Ask for loss and gradient."""
    return items(student.softmax_loss(scores, labels), 2, "what softmax_loss returns")


def close(value, truth, what):
    """Assert that a value is the truth, to 1e-9, or 1e-5 if it came in float32."""
    tolerance = 1e-5 if getattr(value, "dtype", None) in (np.float32, np.float16) else 1e-9
    shape = np.shape(truth)
    found = floats(value, shape=shape, what=what) if shape else number(value, what)
    assert np.allclose(found, truth, rtol=tolerance, atol=tolerance)


@pytest.mark.check("q5_softmax", weight=2)
def test_loss_is_the_mean(student):
    """The loss is the mean over the rows of -log of softmax at the right class."""
    for place, (scores, labels) in enumerate(CASES):
        close(answer(student, scores, labels)[0], exact(place)[0], "loss")


@pytest.mark.check("q5_softmax", weight=3)
def test_gradient_of_the_loss(student):
    """The gradient of this mean, for every score, is dscores."""
    for place, (scores, labels) in enumerate(CASES):
        close(answer(student, scores, labels)[1], exact(place)[1], "dscores")


@pytest.mark.check("q5_softmax", weight=1)
def test_loss_and_gradient_far_out(student):
    """With scores of a thousand either way, loss and dscores are right: no overflow, no nan."""
    loss, dscores = answer(student, *FAR)
    close(loss, exact("far")[0], "loss")
    close(dscores, exact("far")[1], "dscores")


@pytest.mark.check("q5_softmax", weight=1)
def test_scores_are_left_alone(student):
    """softmax_loss does not change its scores, and takes whole numbers and lists of labels."""
    scores = WHOLE[0]
    dscores = floats(answer(student, scores, [0, 2, 1])[1], shape=(3, 3), what="dscores")
    assert np.allclose(dscores, exact("whole numbers")[1], rtol=0, atol=1e-5)
    kept = scores.astype(float)
    reply = student.softmax_loss.reply(kept.copy(), [0, 2, 1])
    items(reply.value, 2, "what softmax_loss returns")
    if not np.array_equal(floats(reply.args[0], what="scores after the call"), kept):
        student.mistake("q5_softmax_changes_scores")
