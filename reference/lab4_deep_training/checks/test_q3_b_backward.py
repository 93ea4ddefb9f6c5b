"""Q3: gradients of batch normalisation, judged by centred differences of the forward pass."""

import numpy as np
import pytest

from autograder.checks import floats, items, vector

H = 1e-4


def case(shape, seed, spread=1.0):
    """Draw dout, x and gamma."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape), spread * rng.normal(size=shape), rng.normal(size=shape[1]) + 2.0


def slopes_by_differences(forward, dout, point):
    """Return the slopes of E = sum(dout * forward(point)) by differences of fourth order, entry by entry."""
    slopes = np.empty(point.size)
    for place in range(point.size):
        step = np.zeros(point.size)
        step[place] = H
        step = step.reshape(point.shape)
        e = [np.sum(dout * floats(forward(point + k * step), shape=dout.shape)) for k in (-2, -1, 1, 2)]
        slopes[place] = (e[0] - 8 * e[1] + 8 * e[2] - e[3]) / (12 * H)
    return slopes.reshape(point.shape)


def student_gradients(student, dout, x, gamma, *eps):
    """Return the student's three gradients."""
    answer = items(student.batch_norm_backward(dout, x, gamma, *eps), 3, "what batch_norm_backward returns")
    return floats(answer[0], shape=x.shape, what="dx"), *(vector(part, len(gamma)) for part in answer[1:])


def near(found, expected):
    """Assert that a gradient is the differences'."""
    assert np.allclose(found, expected, rtol=1e-5, atol=1e-5)


CASES = ((2, 1), (3, 2), (4, 3))


@pytest.mark.check("q3_backward", weight=4, given=("batch_norm",))
def test_gradient_of_the_input(student, given):
    """The gradient dx is right, though mean and variance depend on every row."""
    for seed, shape in enumerate(CASES):
        dout, x, gamma = case(shape, seed)
        beta = np.zeros(shape[1])
        expected = slopes_by_differences(lambda at, g=gamma, b=beta: given.batch_norm(at, g, b, 0.1), dout, x)
        near(student_gradients(student, dout, x, gamma, 0.1)[0], expected)


@pytest.mark.check("q3_backward", weight=2, given=("batch_norm",))
def test_gradient_of_gamma(student, given):
    """The gradient dgamma sums dout times the normalised input over the rows."""
    for seed, shape in enumerate(CASES):
        dout, x, gamma = case(shape, 10 + seed)
        beta = np.zeros(shape[1])
        expected = slopes_by_differences(lambda at, x=x, b=beta: given.batch_norm(x, at, b, 0.1), dout, gamma)
        near(student_gradients(student, dout, x, gamma, 0.1)[1], expected)


@pytest.mark.check("q3_backward", weight=2)
def test_gradient_of_beta(student):
    """The gradient dbeta sums dout over the rows."""
    for seed, shape in enumerate(CASES):
        dout, x, gamma = case(shape, 20 + seed)
        near(student_gradients(student, dout, x, gamma, 0.1)[2], [sum(column) for column in dout.T])


@pytest.mark.check("q3_backward")
def test_rows_of_dx_cancel(student):
    """The rows of dx sum to 0, for adding a constant to a feature changes nothing."""
    for seed, shape in enumerate(CASES):
        dout, x, gamma = case(shape, 30 + seed, 5.0)
        dx = student_gradients(student, dout, x, gamma)[0]
        assert np.abs(dx).max() > 1e-6 or shape[0] == 2
        near(dx.sum(axis=0), np.zeros(shape[1]))


@pytest.mark.check("q3_backward")
def test_epsilon_of_the_gradient(student):
    """Epsilon is 1e-5 unless told otherwise, as in the forward pass."""
    dout, x, gamma = case((3, 2), 35, 0.003)
    told = student_gradients(student, dout, x, gamma, 1e-5)
    for found, expected in zip(student_gradients(student, dout, x, gamma), told, strict=True):
        assert np.allclose(found, expected, rtol=1e-4, atol=1e-9)


@pytest.mark.check("q3_backward")
def test_backward_leaves_its_input_alone(student):
    """batch_norm_backward does not change dout, x or gamma."""
    sent = case((3, 2), 40)
    reply = student.batch_norm_backward.reply(*(part.copy() for part in sent))
    items(reply.value, 3, "what batch_norm_backward returns")
    for before, after in zip(sent, reply.args, strict=False):
        if not np.array_equal(floats(after, what="an argument after the call"), before):
            student.mistake("q3_backward_changes_input")
