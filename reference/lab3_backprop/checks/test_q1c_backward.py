"""Q1: the backward pass of a K-J-I sigmoid net.

The truth is the lecture's sums, with the sign put right, written out weight by weight; its o and v come from
`layer`, so that a wrong layer is paid for once.
"""

import numpy as np
import pytest

from autograder.checks import floats, items, vector

RNG = np.random.default_rng(17)
SIZES = ((5, 3, 2, 4), (1, 2, 3, 1), (4, 1, 4, 2))  # N, K, J, I
NAMES = ("dw", "dbeta", "du", "dgamma")


def task(N, K, J, outputs):
    """Draw inputs, targets, and a net."""
    shapes = ((K, J), (J,), (J, outputs), (outputs,))
    x, y = np.round(RNG.normal(0, 1, (N, K)), 2), np.round(RNG.uniform(0, 1, (N, outputs)), 2)
    return x, y, *(np.round(RNG.normal(0, 1.2, shape), 2) for shape in shapes)


TASKS = [task(*sizes) for sizes in SIZES]


def weight_by_weight(given, x, y, w, beta, u, gamma):
    """Return the four gradients as sums over examples, outputs and paths."""
    o = floats(given.layer(x, w, beta), shape=(len(x), len(beta)))
    v = floats(given.layer(o, u, gamma), shape=y.shape)
    dw, dbeta, du, dgamma = (np.zeros(np.shape(p)) for p in (w, beta, u, gamma))
    for n in range(len(x)):
        for i in range(len(gamma)):
            delta = -(y[n, i] - v[n, i]) * v[n, i] * (1 - v[n, i])
            dgamma[i] += delta
            for j in range(len(beta)):
                du[j, i] += delta * o[n, j]
                path = delta * u[j, i] * o[n, j] * (1 - o[n, j])
                dbeta[j] += path
                for k in range(len(w)):
                    dw[k, j] += path * x[n, k]
    return dw, dbeta, du, dgamma


def read(value, like):
    """Read the four gradients: matrices in shape, biases as a row, a column or a list."""
    found = items(value, 4, "what backward returns")
    return [
        vector(part, p.size, name) if p.ndim == 1 else floats(part, shape=p.shape, what=name)
        for part, p, name in zip(found, like, NAMES, strict=True)
    ]


def precision(value):
    """Return the absolute error that is allowed: more where something came in float32."""
    parts = value if isinstance(value, list | tuple) else [value]
    return 1e-4 if any(getattr(part, "dtype", None) in (np.float32, np.float16) for part in parts) else 1e-8


def judge(student, given, places):
    """Compare some of the four gradients with the truth, on every task."""
    for case in TASKS:
        value = student.backward(*case)
        found, truth = read(value, case[2:]), weight_by_weight(given, *case)
        for place in places:
            assert np.allclose(found[place], truth[place], rtol=0, atol=precision(value)), NAMES[place]


@pytest.mark.check("q1_backward", weight=3, given=("layer",))
def test_gradients_of_the_output_layer(student, given):
    """The gradients dE/du and dE/dgamma are right, with their sign: a step against them makes E smaller."""
    judge(student, given, (2, 3))


@pytest.mark.check("q1_backward", weight=5, given=("layer",))
def test_gradients_of_the_hidden_layer(student, given):
    """The gradients dE/dw and dE/dbeta lead all outputs' errors back through u and the hidden slopes."""
    judge(student, given, (0, 1))


@pytest.mark.check("q1_backward", weight=2, independent=True)
def test_gradients_add_up(student):
    """The gradients of several examples are the sum of the gradients of each example alone."""
    x, y, *parameters = TASKS[0]
    together = student.backward(x, y, *parameters)
    sums = [np.zeros(p.shape) for p in parameters]
    for n in range(len(x)):
        alone = student.backward(x[n : n + 1], y[n : n + 1], *parameters)
        sums = [total + part for total, part in zip(sums, read(alone, parameters), strict=True)]
    for found, total in zip(read(together, parameters), sums, strict=True):
        assert np.abs(total).max() > 1e-6
        assert np.allclose(found, total, rtol=0, atol=10 * precision(together))


@pytest.mark.check("q1_backward", weight=1)
def test_backward_leaves_its_arguments_alone(student):
    """No argument of backward is changed."""
    case = TASKS[0]
    reply = student.backward.reply(*(part.copy() for part in case))
    read(reply.value, case[2:])
    for after, before in zip(reply.args, case, strict=True):
        if not np.array_equal(floats(after, what="an argument after the call"), before):
            student.mistake("q1_backward_changes_u")
