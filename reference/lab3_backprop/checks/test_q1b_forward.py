"""Q1: the forward pass of a K-J-I sigmoid net, against sums written out unit by unit."""

import math

import numpy as np
import pytest

from autograder.checks import computed_once, floats, items

RNG = np.random.default_rng(21)
SIZES = ((4, 3, 2, 5), (1, 2, 3, 1), (3, 1, 1, 2), (5, 4, 4, 4))  # N, K, J, I


def net(N, K, J, outputs):
    """Draw a net and inputs, with numbers of three digits."""
    return [
        np.round(RNG.normal(0, 1.5, shape), 2) for shape in ((N, K), (K, J), (J,), (J, outputs), (outputs,))
    ]


NETS = [net(*sizes) for sizes in SIZES]


@computed_once
def unit_by_unit(x, W, b):
    """Return a layer's outputs, one after another."""
    found = np.empty((len(x), len(b)))
    for row, example in enumerate(x):
        for j, bias in enumerate(b):
            z = math.fsum([*(x_k * W_k[j] for x_k, W_k in zip(example, W, strict=True)), bias])
            found[row, j] = 1 / (1 + math.exp(-z))
    return found


def near(value, truth, what, given_atol=0.0):
    """Assert that a value is the true array: to 1e-9, or 1e-5 if it came in float32."""
    atol = 1e-5 if getattr(value, "dtype", None) in (np.float32, np.float16) else 1e-9
    assert np.allclose(floats(value, shape=truth.shape, what=what), truth, rtol=0, atol=max(atol, given_atol))


@pytest.mark.check("q1_forward", weight=3, independent=True)
def test_layer_of_sigmoid_units(student):
    """Every unit of a layer gives sigma of its weighted inputs plus its bias, for every example."""
    for x, w, beta, _, _ in NETS:
        near(student.layer(x, w, beta), unit_by_unit(x, w, beta), "what layer returns")


@pytest.mark.check("q1_forward", weight=1)
def test_layer_of_lists_and_integers(student):
    """Lists, whole numbers and float32 arrays give the same outputs of a layer, and no argument changes."""
    x, W, b = np.array([[1, 0], [-2, 3]]), np.array([[1, -1, 2], [0, 2, 1]]), np.array([1, 0, -2])
    truth = unit_by_unit(x, W, b)
    near(student.layer(x.tolist(), W.tolist(), b.tolist()), truth, "what layer returns")
    near(student.layer(x.astype(np.float32), W, b), truth, "what layer returns", 1e-5)
    reply = student.layer.reply(x.copy(), W.copy(), b.copy())
    near(reply.value, truth, "what layer returns")
    for after, before in zip(reply.args, (x, W, b), strict=True):
        if not np.array_equal(floats(after, what="an argument after the call"), before):
            student.mistake("q1_forward_changes_weights")


@pytest.mark.check("q1_forward", weight=2, independent=True)
def test_forward_gives_both_layers(student):
    """The outputs of the hidden units and, computed from them, those of the net come from forward."""
    for x, w, beta, u, gamma in NETS:
        o, v = items(student.forward(x, w, beta, u, gamma), 2, "what forward returns")
        hidden = unit_by_unit(x, w, beta)
        near(o, hidden, "o")
        near(v, unit_by_unit(hidden, u, gamma), "v")
