"""Q4: the L2 penalty, once, on the weights alone."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import explored, floats, items, number, vector

EIGHTH = st.integers(-16, 16).map(lambda n: n / 8)
ALPHA = st.sampled_from([0.0, 0.5, 1.0, 4.0])


@pytest.mark.check("q4_l2", weight=2, independent=True)
@explored(loss=st.sampled_from([0.0, 1.0, 2.5]), w=EIGHTH, v=EIGHTH, bias=EIGHTH, alpha=ALPHA)
def test_penalised_cost(student, loss, w, v, bias, alpha):
    """The penalty is alpha/2 times the sum of the squares of all weights, without the biases."""
    weights, biases = (
        [np.array([[w, 1.0], [0.5, -1.0]]), np.array([[v], [2.0]])],
        [np.full(2, bias), np.ones(1)],
    )
    exact = Fraction(loss) + Fraction(alpha) / 2 * (Fraction(w) ** 2 + Fraction(v) ** 2 + Fraction(25, 4))
    found = number(student.regularised_loss(loss, weights, biases, alpha), "what regularised_loss returns")
    assert math.isclose(found, float(exact), rel_tol=1e-5, abs_tol=1e-9)


def stepped(student, W, b, dW, db, rate, alpha):
    """Return the student's new weights and biases."""
    answer = items(student.regularised_step(W, b, dW, db, rate, alpha), 2, "what regularised_step returns")
    return floats(answer[0], W.shape, "the new W"), vector(answer[1], len(b), "the new b")


@pytest.mark.check("q4_l2", weight=2, independent=True)
@explored(w=EIGHTH, dw=EIGHTH, rate=st.sampled_from([0.5, 0.25, 1.0]), alpha=ALPHA)
def test_step_of_the_weights(student, w, dw, rate, alpha):
    """A step takes rate * (alpha * W + dW) from the weights: the penalty counts once."""
    W, dW = np.array([[w, 1.0], [-0.5, 2.0]]), np.array([[dw, 0.5], [1.0, 0.0]])
    found, _ = stepped(student, W, np.array([1.0, -2.0]), dW, np.array([0.25, 0.5]), rate, alpha)
    exact = [
        [
            float(Fraction(a) - Fraction(rate) * (Fraction(alpha) * Fraction(a) + Fraction(d)))
            for a, d in pairs
        ]
        for pairs in (zip(row, drow, strict=True) for row, drow in zip(W.tolist(), dW.tolist(), strict=True))
    ]
    assert np.allclose(found, exact, rtol=1e-5, atol=1e-6)


@pytest.mark.check("q4_l2")
def test_step_of_the_biases(student):
    """Biases take an ordinary step: no penalty pulls them to 0, and no argument is changed."""
    sent = np.array([[1.0, 2.0]]), np.array([8.0, -4.0]), np.array([[0.0, 0.5]]), np.array([1.0, 0.0])
    for rate, alpha in ((0.5, 2.0), (0.25, 0.0)):
        _, b = stepped(student, *sent, rate, alpha)
        assert np.allclose(b, [8 - rate, -4], rtol=1e-6, atol=0)
    reply = student.regularised_step.reply(*(part.copy() for part in sent), 0.5, 2.0)
    items(reply.value, 2, "what regularised_step returns")
    for before, after in zip(sent, reply.args, strict=False):
        if not np.array_equal(floats(after, what="an argument after the call"), before):
            student.mistake("q4_l2_in_place")


@pytest.mark.check("q4_l2", independent=True)
def test_alpha_for_scikit_learn(student):
    """sklearn_alpha turns our alpha into the one that gives scikit-learn the same cost."""
    for alpha, n in ((0.5, 10), (0.25, 133), (2.0, 1), (0.0, 7)):
        theirs = number(student.sklearn_alpha(alpha, n), "what sklearn_alpha returns")
        assert math.isclose(theirs / (2 * n), alpha / 2, rel_tol=1e-6, abs_tol=1e-12)
