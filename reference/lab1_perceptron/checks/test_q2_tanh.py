"""Q2: tanh between the step and the sigmoid, against many digits and against nets evaluated here."""

import mpmath
import numpy as np
import pytest

from autograder.checks import floats, items, number, vector

CASES = [(1.0, 0.1), (0.5, 0.01), (2.0, 0.01), (0.1, 1e-4), (10.0, 1e-6), (3.0, 0.5), (0.25, 0.9)]
NETS = [  # hidden (bias in row 0), output (bias first)
    ([[0.5], [1.0]], [0.0, 1.0]),
    ([[0.0], [0.25], [-2.0]], [0.5, -1.5]),
    ([[0.3, -1.0], [1.0, 0.5]], [-0.25, 2.0, 1.0]),
    ([[0.1, -0.2, 0.7], [1.0, -0.5, 0.0], [-0.3, 0.4, 1.2]], [1.0, 0.5, -2.0, 0.75]),
]
INPUTS = np.array(
    [[0, 0, 0], [1, -1, 0.5], [-0.75, 2, 1], [3, 0.2, -2], [-2, -1.5, 0.1], [0.4, 0.3, 4], [-5, 6, 1]]
)


def net(activation, hidden, output, n):
    """Evaluate a net with one hidden layer and no activation at its output on all inputs."""
    sums = INPUTS[:, :n] @ hidden[1:] + hidden[0]
    return activation(sums) @ output[1:] + output[0]


def sigma(z):
    """Return the sigmoid, in a form that never overflows."""
    return np.exp(-np.logaddexp(0, -z))


@pytest.mark.check("q2_tanh", weight=3, independent=True)
def test_steepness_closes_the_gap(student):
    """At the distance given, tanh(k*V) is exactly `gap` away from the step."""
    found = [number(student.steepness_for(*case), "what steepness_for returns") for case in CASES]
    with mpmath.workdps(40):
        exact = [mpmath.atanh(1 - mpmath.mpf(gap)) / mpmath.mpf(distance) for distance, gap in CASES]
    assert found == pytest.approx([float(k) for k in exact], rel=2e-6)


def rewrite_by(student, hidden, output):
    """Let the student rewrite a net; read its weights in the shapes of those given."""
    answer = student.sigmoid_net(np.array(hidden), np.array(output))
    new_hidden, new_output = items(answer, 2, "what sigmoid_net returns")
    rows, units = np.shape(hidden)
    flat = floats(new_hidden, what="the hidden weights")
    if flat.shape not in {(rows, units), (rows,) if units == 1 else (rows, units)}:
        pytest.fail(f"the hidden weights have shape {flat.shape}, not {(rows, units)}", pytrace=False)
    return flat.reshape(rows, units), vector(new_output, units + 1, "the output weights")


@pytest.mark.check("q2_tanh", weight=3, independent=True)
def test_sigmoid_net_computes_the_same(student):
    """The net of sigmoids gives the same y as the net of tanh, for every input and any number of units."""
    nets = [rewrite_by(student, hidden, output) for hidden, output in NETS]
    for (hidden, output), (new_hidden, new_output) in zip(NETS, nets, strict=True):
        n = len(hidden) - 1
        found = net(sigma, new_hidden, new_output, n)
        expected = net(np.tanh, np.array(hidden), np.array(output), n)
        assert np.allclose(found, expected, rtol=0, atol=5e-6)


@pytest.mark.check("q2_tanh")
def test_sigmoid_net_leaves_its_arguments_alone(student):
    """sigmoid_net changes neither of its arguments."""
    hidden, output = NETS[-1]
    reply = student.sigmoid_net.reply(np.array(hidden), np.array(output))
    items(reply.value, 2, "what sigmoid_net returns")
    for sent, after in zip((hidden, output), reply.args, strict=True):
        if not np.array_equal(np.array(sent), floats(after, what="an argument after the call")):
            student.mistake("q2_tanh_changes_its_arguments")
