"""Q1: gradient norms of a sigmoid net. The truth comes from forward passes alone, by complex steps."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import computed_once, explored, floats, items, vector

STEP = 1e-30


def sigmoid(z):
    """Return the sigmoid, of complex numbers too."""
    return 1 / (1 + np.exp(-z))


def outputs(weights, biases, x):
    """Return a_0, ..., a_L."""
    found = [np.asarray(x)]
    for W, b in zip(weights, biases, strict=True):
        found.append(sigmoid(found[-1] @ W + b))
    return found


@computed_once
def norms_by_complex_steps(weights, biases, x, upstream):
    """Return the norms of dE/da_l for E = upstream . a_L, each entry by a complex step in a_l."""
    norms = []
    for layer, a in enumerate(outputs(weights, biases, x)):
        tail = weights[layer:], biases[layer:]
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


def allowed_error(value):
    """Return the relative error that is allowed: more for an answer in float32."""
    return 1e-3 if getattr(value, "dtype", None) in (np.float32, np.float16) else 1e-8


def near(student, network):
    """Assert that the student's norms are those of the complex steps."""
    value = student.gradient_norms(*network)
    truth = norms_by_complex_steps(*network)
    found = vector(value, len(truth), "what gradient_norms returns")
    assert np.allclose(found, truth, rtol=allowed_error(value), atol=0)


@pytest.mark.check("q1_norms", weight=2, independent=True)
@explored(
    w=st.lists(st.integers(-6, 6).map(lambda n: n / 2 + 0.25), min_size=1, max_size=3),
    b=st.integers(-3, 3).map(float),
    x=st.integers(-2, 2).map(float),
    upstream=st.sampled_from([1.0, -2.0, 4.0]),
)
def test_norms_of_chains(student, w, b, x, upstream):
    """In a chain of layers of one unit each, the norms are the factors |w| s'(z), multiplied from the end."""
    near(
        student, ([np.array([[v]]) for v in w], [np.array([b])] * len(w), np.array([x]), np.array([upstream]))
    )


@pytest.mark.check("q1_norms", weight=3, independent=True)
def test_norms_of_layers(student):
    """With several units a layer, also of different widths, the norms are those of dE/da_0 to dE/da_L."""
    for widths, seed in (((2, 2), 1), ((3, 4, 2), 2), ((2, 3, 3, 1), 3), ((1, 5, 4), 4)):
        near(student, net(widths, seed))


@pytest.mark.check("q1_norms", weight=2)
def test_norms_of_a_deep_net(student):
    """Fifteen layers deep the smallest norms are still right relative to their own size."""
    near(student, net((3,) * 16, 5, 0.7))


@pytest.mark.check("q1_norms")
def test_norms_where_units_saturate(student):
    """Where z is as large as 1000, the slopes are 0 and so are the norms below: no nan."""
    weights = [np.array([[1.0, -1.0], [0.0, 2.0]]), np.array([[1000.0], [1000.0]])]
    for bias in (500.0, -2500.0):
        sent = weights, [np.zeros(2), np.array([bias])], np.array([0.5, -1.0]), np.array([2.0])
        found = vector(student.gradient_norms(*sent), 3, "what gradient_norms returns")
        assert np.allclose(found, [0, 0, 2], rtol=0, atol=1e-12)


def is_left_alone(sent, after):
    """Say whether weights, biases, x and upstream are after a call what they were before."""
    before = [*sent[0], *sent[1], *sent[2:]]
    now = [*items(after[0], len(sent[0])), *items(after[1], len(sent[1])), *after[2:]]
    return all(np.array_equal(floats(a), b) for a, b in zip(now, before, strict=True))


@pytest.mark.check("q1_norms")
def test_norms_leave_the_net_alone(student):
    """gradient_norms does not change the weights, the biases, x or upstream."""
    network = net((2, 3, 2), 6)
    reply = student.gradient_norms.reply(*network)
    vector(reply.value, 3, "what gradient_norms returns")
    if not is_left_alone(network, reply.args):
        student.mistake("q1_norms_changes_weights")
