"""Q3: a batch-normalisation layer with its memory, used through a handle."""

import numpy as np
import pytest

from autograder.checks import floats, vector

SHAPES = ((4, 2), (3, 2), (6, 2))


def batches(seed):
    """Draw three training batches of two features with different means and spreads."""
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) * [1.0, 3.0] + [2.0, -1.0] for shape in SHAPES]


def running_by_sums(drawn, momentum):
    """Return running mean and variance after some batches, as a weighted sum written out."""
    ages = np.arange(len(drawn))[::-1]
    shares = (1 - momentum) * momentum**ages
    means, variances = np.zeros(2), momentum ** len(drawn) * np.ones(2)
    for share, x in zip(shares, drawn, strict=True):
        mean = sum(x) / len(x)
        means = means + share * mean
        variances = variances + share * sum((x - mean) ** 2) / len(x)
    return means, variances


def near(found, expected, what):
    """Assert equal values; float32 is allowed larger errors."""
    tolerance = 1e-4 if getattr(found, "dtype", None) in (np.float32, np.float16) else 1e-8
    assert np.allclose(floats(found, np.shape(expected), what), expected, rtol=tolerance, atol=tolerance)


def memory(layer):
    """Return the running statistics that a layer holds."""
    return (
        vector(layer.value("running_mean"), 2, "running_mean"),
        vector(layer.value("running_variance"), 2, "running_variance"),
    )


@pytest.mark.check("q3_layer", weight=2, given=("batch_norm",))
def test_training_uses_the_batch(student, given):
    """In training, forward returns what batch_norm returns, whatever was seen before."""
    layer = student.BatchNorm.new(2, 0.5, 0.01)
    for x in batches(1):
        expected = floats(given.batch_norm(x, np.ones(2), np.zeros(2), 0.01), x.shape, "your batch_norm")
        near(layer.forward(x, True), expected, "the output")


@pytest.mark.check("q3_layer", weight=2)
def test_running_statistics_move(student):
    """Each training batch moves the running mean and variance by its share, from zeros and ones."""
    drawn, found = batches(2), []
    for momentum, settings in ((0.9, ()), (0.9, (0.9,)), (0.25, (0.25, 0.1))):
        layer = student.BatchNorm.new(2, *settings)
        for count, x in enumerate(drawn, 1):
            layer.forward(x, True)
            found.append((memory(layer), running_by_sums(drawn[:count], momentum)))
    for moved, expected in found:
        assert np.allclose(moved, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.check("q3_layer", weight=3)
def test_inference_uses_the_memory(student):
    """In inference, forward uses the running statistics that the layer holds, also for a single row."""
    layer = student.BatchNorm.new(2, 0.5, 0.25)
    x = np.array([[1.0, -2.0], [3.0, 0.5], [0.0, 4.0]])
    near(layer.forward(x, False), x / np.sqrt(1.25), "the output of a new layer")
    for batch in batches(3):
        layer.forward(batch, True)
    means, variances = memory(layer)
    if np.allclose(means, 0) and np.allclose(variances, 1):
        student.mistake("q3_layer_never_updated")
    expected = (x - means) / np.sqrt(variances + 0.25)
    near(layer.forward(x, False), expected, "the output")
    near(layer.forward(x[:1], False), expected[:1], "the output for one row")


@pytest.mark.check("q3_layer")
def test_inference_leaves_the_memory(student):
    """Inference changes neither the running statistics nor its own later answers."""
    layer = student.BatchNorm.new(2, 0.5)
    layer.forward(batches(4)[0], True)
    before = memory(layer)
    x = batches(5)[1]
    first = floats(layer.forward(x, False), x.shape, "the output")
    again = floats(layer.forward(x, False), x.shape, "the output")
    assert np.allclose(first, again, rtol=1e-6, atol=1e-9)
    assert np.allclose(before, memory(layer), rtol=1e-6, atol=1e-9)


@pytest.mark.check("q3_layer")
def test_epsilon_by_default(student):
    """Epsilon is 1e-5 unless told otherwise."""
    x = np.array([[0.001, 1.0], [0.005, 2.0]])
    found = floats(student.BatchNorm.new(2).forward(x, True), x.shape, "the output")
    near(found[:, 0], np.array([-0.002, 0.002]) / np.sqrt(1.4e-5), "the output")


@pytest.mark.check("q3_layer")
def test_gamma_and_beta_count(student):
    """Scale and shift, gamma and beta, begin as ones and zeros, and count in both modes once they are set."""
    layer = student.BatchNorm.new(2, 0.5, 0.25)
    assert np.array_equal(vector(layer.value("gamma"), 2, "gamma"), [1, 1])
    assert np.array_equal(vector(layer.value("beta"), 2, "beta"), [0, 0])
    layer.set("gamma", np.array([2.0, -3.0]))
    layer.set("beta", np.array([0.5, 4.0]))
    x = np.array([[1.0, -2.0], [3.0, 0.0]])
    near(layer.forward(x, False), x / np.sqrt(1.25) * [2, -3] + [0.5, 4], "the output in inference")
    expected = [[-1, -1], [1, 1]] / np.sqrt(1.25) * [2, -3] + [0.5, 4]
    near(layer.forward(x, True), expected, "the output in training")


@pytest.mark.check("q3_layer")
def test_layers_are_separate(student):
    """Two layers do not share their memory, and batches are not changed."""
    used, other = student.BatchNorm.new(2), student.BatchNorm.new(2)
    x, before = batches(6)[0], memory(other)
    reply = used.forward.reply(x.copy(), True)
    if not np.array_equal(floats(reply.args[0], what="the batch after the call"), x):
        student.mistake("q3_layer_changes_batch")
    if not np.array_equal(memory(other), before):
        student.mistake("q3_layer_shared_memory")
