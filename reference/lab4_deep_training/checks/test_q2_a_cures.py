"""Q2: ReLU and residual layers. The truth comes from forward passes alone, by complex steps."""

from itertools import pairwise

import numpy as np
import pytest

from autograder.checks import computed_once, floats, items, vector

STEP = 1e-30


def relu(z):
    """Return max(0, z), judged by the real part."""
    return np.where(np.real(z) > 0, z, 0)


def relu_layer(a, W, b):
    """Apply a ReLU layer."""
    return relu(a @ W + b)


def residual_layer(a, W, b):
    """Apply a sigmoid layer with a skip around it."""
    return a + 1 / (1 + np.exp(-(a @ W + b)))


def outputs(layer, weights, biases, x):
    """Return a_0, ..., a_L."""
    found = [np.asarray(x)]
    for W, b in zip(weights, biases, strict=True):
        found.append(layer(found[-1], W, b))
    return found


@computed_once
def norms_by_complex_steps(layer, weights, biases, x, upstream):
    """Return the norms of dE/da_l for E = upstream . a_L, each entry by a complex step in a_l."""
    norms = []
    for depth, a in enumerate(outputs(layer, weights, biases, x)):
        tail = layer, weights[depth:], biases[depth:]
        steps = [outputs(*tail, a + 1j * STEP * unit)[-1] @ upstream for unit in np.eye(len(a))]
        norms.append(np.linalg.norm(np.imag(steps) / STEP))
    return np.array(norms)


def net(widths, seed, scale=1.0):
    """Draw a net, an input and an upstream gradient."""
    rng = np.random.default_rng(seed)
    pairs = list(pairwise(widths))
    weights = [scale * rng.normal(size=pair) for pair in pairs]
    return (
        weights,
        [rng.normal(size=n) for _, n in pairs],
        rng.normal(size=widths[0]),
        rng.normal(size=widths[-1]),
    )


def near(function, layer, network):
    """Assert that a student's norms are those of the complex steps."""
    value = function(*network)
    truth = norms_by_complex_steps(layer, *network)
    found = vector(value, len(truth), "the norms")
    single = getattr(value, "dtype", None) in (np.float32, np.float16)
    assert np.allclose(found, truth, rtol=1e-3 if single else 1e-8, atol=1e-12)


@pytest.mark.check("q2_cures", weight=2, independent=True)
def test_relu_norms(student):
    """relu_norms gives the norms of dE/da_0 to dE/da_L of ReLU layers, also of different widths."""
    for widths, seed in (((2, 2), 1), ((3, 4, 2), 2), ((3, 5, 5, 2), 4), ((4, 6, 6, 6, 3), 6)):
        near(student.relu_norms, relu_layer, net(widths, seed))


@pytest.mark.check("q2_cures")
def test_relu_passes_all_or_nothing(student):
    """A chain of ReLU layers passes the product of its weights if all units are on, and 0 if one is off."""
    ones, on, off = (
        [np.array([[2.0]]), np.array([[0.5]]), np.array([[3.0]])],
        np.array([1.0]),
        np.array([-9.0]),
    )
    near(student.relu_norms, relu_layer, (ones, [on, on, on], np.array([0.5]), np.array([-1.0])))
    near(student.relu_norms, relu_layer, (ones, [on, off, on], np.array([0.5]), np.array([-1.0])))


@pytest.mark.check("q2_cures", weight=2, independent=True)
def test_residual_norms(student):
    """residual_norms gives the norms of dE/da_0 to dE/da_L of sigmoid layers with a skip."""
    for depth, width, seed in ((1, 1, 1), (1, 3, 2), (2, 2, 3), (4, 3, 4)):
        near(student.residual_norms, residual_layer, net((width,) * (depth + 1), seed))


@pytest.mark.check("q2_cures")
def test_residual_norms_of_a_deep_net(student):
    """Thirty residual layers deep, where the skip carries the gradient, the norms are right."""
    near(student.residual_norms, residual_layer, net((3,) * 31, 5, 0.2))


def is_left_alone(sent, after):
    """Say whether weights, biases, x and upstream are after a call what they were before."""
    before = [*sent[0], *sent[1], *sent[2:]]
    now = [*items(after[0], len(sent[0])), *items(after[1], len(sent[1])), *after[2:]]
    return all(np.array_equal(floats(a), b) for a, b in zip(now, before, strict=True))


@pytest.mark.check("q2_cures")
def test_cures_leave_the_net_alone(student):
    """relu_norms and residual_norms do not change the weights, the biases, x or upstream."""
    network = net((2, 2, 2), 6)
    for function in (student.relu_norms, student.residual_norms):
        reply = function.reply(*network)
        vector(reply.value, 3, "the norms")
        if not is_left_alone(network, reply.args):
            student.mistake("q2_cures_changes_input")
