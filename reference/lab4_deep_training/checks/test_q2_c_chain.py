"""Q2: a chain of linear units, trained with and without clipping. Gradients come from centred differences."""

import numpy as np
import pytest

from autograder.checks import computed_once, describe, floats, vector

EXPLODING = (np.full(6, 2.0), 1.0, 1.0)
VANISHING = (np.array([0.4, 0.5, 0.3, 0.4, 0.45, 0.35, 0.4, 0.6]), 1.0, 1.0)


def cost(w, x, y):
    """Return E of a chain."""
    return (np.prod(w) * x - y) ** 2 / 2


@computed_once
def costs(w, x, y, rate, steps, clip):
    """Train by the definition: every derivative by a difference of E, which is quadratic in each weight."""
    w = np.array(w, dtype=float)
    found = [cost(w, x, y)]
    for _ in range(steps):
        units = np.eye(len(w))
        gradient = np.array([(cost(w + u, x, y) - cost(w - u, x, y)) / 2 for u in units])
        w = w - rate * clip(gradient)
        found.append(cost(w, x, y))
    return np.array(found)


def history(student, start, rate, steps, *limit):
    """Return what train_chain reports."""
    value = student.train_chain(*start, rate, steps, *limit)
    if value is None or isinstance(value, int | float):
        pytest.fail(f"train_chain returns {describe(value)}; yield one cost after another", pytrace=False)
    return vector(value, None, "what train_chain reports")


def clipped(given, gradient, limit):
    """Return a clipped gradient, of the same length."""
    return floats(given.clip_by_norm(gradient, limit), gradient.shape, "the clipped gradient")


def near(found, expected):
    """Assert equal histories; name one that is one short or one long."""
    if len(found) != len(expected):
        pytest.fail(
            f"{len(found)} costs came for {len(expected) - 1} steps; the one before any update and one after "
            f"each make {len(expected)}",
            pytrace=False,
        )
    assert np.allclose(found, expected, rtol=1e-5, atol=1e-9)


@pytest.mark.check("q2_chain", weight=2)
def test_chain_descends(student):
    """Without a limit, train_chain reports E before any update and after each step of gradient descent."""
    for start in (([0.5], 2.0, 3.0), ([1.5, -0.5], 1.0, 2.0), ([0.5, 2.0, -1.0, 1.5], -0.5, 1.0)):
        near(history(student, start, 0.05, 6), costs(*start, 0.05, 6, lambda g: g))


@pytest.mark.check("q2_chain")
def test_chain_with_a_zero(student):
    """A weight of exactly 0 is no trouble: its own derivative is the product of all the others."""
    start = ([0.0, 1.5, 2.0], 1.0, 1.0)
    near(history(student, start, 0.1, 4), costs(*start, 0.1, 4, lambda g: g))


@pytest.mark.check("q2_chain", weight=2, given=("clip_by_norm",))
def test_clipping_tames_the_exploding_chain(student, given):
    """On an exploding chain, the whole gradient goes through clip_by_norm before the learning rate acts."""
    for limit in (1.0, 0.25):
        expected = costs(*EXPLODING, 0.1, 25, lambda g, limit=limit: clipped(given, g, limit))
        near(history(student, EXPLODING, 0.1, 25, limit), expected)
    uneven = ([2.0, -3.0, 0.5], 2.0, 1.0)
    expected = costs(*uneven, 0.2, 5, lambda g: clipped(given, g, 2.0))
    near(history(student, uneven, 0.2, 5, 2.0), expected)


@pytest.mark.check("q2_chain", given=("clip_by_norm",))
def test_clipping_leaves_the_vanishing_chain(student, given):
    """On a vanishing chain, whose gradient is shorter than the limit, a limit changes nothing."""
    expected = costs(*VANISHING, 0.1, 5, lambda g: clipped(given, g, 1.0))
    near(history(student, VANISHING, 0.1, 5, 1.0), expected)
    near(history(student, VANISHING, 0.1, 5), costs(*VANISHING, 0.1, 5, lambda g: g))


@pytest.mark.check("q2_chain")
def test_chain_leaves_its_start_alone(student):
    """train_chain does not change the weights it starts from."""
    start = np.array([0.5, 2.0])
    reply = student.train_chain.reply(start.copy(), 1.0, 2.0, 0.1, 3)
    vector(reply.value, None, "what train_chain reports")
    if not np.array_equal(floats(reply.args[0], what="the weights after the call"), start):
        student.mistake("q2_chain_changes_start")
