"""Q3: a net of L layers as a class, against a forward pass of our own and centred differences of it."""

import itertools

import numpy as np
import pytest

from autograder.checks import floats, items, vector

ACTIVATIONS = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "identity": lambda z: z}
H = 1e-5
RNG = np.random.default_rng(3)


def net(sizes, activations):
    """Draw the arguments of a Network, all numbers of three digits."""
    pairs = list(itertools.pairwise(sizes))
    weights = [np.round(RNG.normal(0, 1, pair), 2) for pair in pairs]
    return weights, [np.round(RNG.normal(0, 1, n), 2) for _, n in pairs], list(activations)


NETS = [
    net((2, 3), ["sigmoid"]),
    net((3, 2, 2), ["tanh", "identity"]),
    net((2, 4, 3, 2), ["sigmoid", "tanh", "sigmoid"]),
    net((1, 3, 2, 3, 1), ["tanh", "identity", "sigmoid", "tanh"]),
]
INPUTS = [np.round(RNG.normal(0, 1, (4, weights[0].shape[0])), 2) for weights, _, _ in NETS]
DOUTS = [np.round(RNG.normal(0, 1, (4, weights[-1].shape[1])), 2) for weights, _, _ in NETS]


def run(x, weights, biases, activations):
    """Return the outputs of the last layer."""
    for W, b, name in zip(weights, biases, activations, strict=True):
        x = ACTIVATIONS[name](x @ W + b)
    return x


def slopes_by_steps(place):
    """Return centred differences of sum(dout * out) for x, for the weights, and for the biases."""
    weights, biases, activations = NETS[place]
    x, dout = INPUTS[place], DOUTS[place]
    found = []
    for array in (x, *weights, *biases):
        slope = np.empty(array.shape)
        for entry in np.ndindex(array.shape):
            kept = array[entry]
            sums = []
            for step in (H, -H):
                array[entry] = kept + step
                sums.append(np.sum(dout * run(x, weights, biases, activations)))
            array[entry] = kept
            slope[entry] = (sums[0] - sums[1]) / (2 * H)
        found.append(slope)
    return found[0], found[1 : 1 + len(weights)], found[1 + len(weights) :]


TRUTH = [slopes_by_steps(place) for place in range(len(NETS))]


def built(student, place):
    """Build a student's Network."""
    return student.Network(*NETS[place])


def forward(network, x):
    """Run a student's Network: its outputs and its cache."""
    return items(network.forward(x), 2, "what forward returns")


def near(value, truth, what, atol=1e-6):
    """Assert that a value is the true array; 1e-3 will do if it came in float32."""
    if getattr(value, "dtype", None) in (np.float32, np.float16):
        atol = 1e-3
    found = (
        vector(value, truth.size, what) if truth.ndim == 1 else floats(value, shape=truth.shape, what=what)
    )
    assert np.allclose(found, truth, rtol=0, atol=atol)


def led_back(network, dout, cache):
    """Lead a gradient back through a student's Network."""
    return items(network.backward(dout, cache), 3, "what backward returns")


@pytest.mark.check("q3_network", weight=3)
def test_network_runs_forward(student):
    """The outputs of the last layer come from forward, for nets of one to four layers."""
    for place, x in enumerate(INPUTS):
        out, _ = forward(built(student, place), x)
        near(out, run(x, *NETS[place]), "out", 1e-9)


@pytest.mark.check("q3_network", weight=4)
def test_network_gradients_of_weights(student):
    """The gradients dE/dW of every layer come in the order of the layers, summed over the examples."""
    for place, x in enumerate(INPUTS):
        network = built(student, place)
        _, dweights, _ = led_back(network, DOUTS[place], forward(network, x)[1])
        truth = TRUTH[place][1]
        for found, wanted in zip(items(dweights, len(truth), "dweights"), truth, strict=True):
            near(found, wanted, "an entry of dweights")


@pytest.mark.check("q3_network", weight=2)
def test_network_gradients_of_biases(student):
    """The gradients dE/db of every layer come in the order of the layers, summed over the examples."""
    for place, x in enumerate(INPUTS):
        network = built(student, place)
        _, _, dbiases = led_back(network, DOUTS[place], forward(network, x)[1])
        truth = TRUTH[place][2]
        for found, wanted in zip(items(dbiases, len(truth), "dbiases"), truth, strict=True):
            near(found, wanted, "an entry of dbiases")


@pytest.mark.check("q3_network", weight=2)
def test_network_gradient_of_inputs(student):
    """The gradient dE/dx comes too, one row an example."""
    for place, x in enumerate(INPUTS):
        network = built(student, place)
        dx, _, _ = led_back(network, DOUTS[place], forward(network, x)[1])
        near(dx, TRUTH[place][0], "dx")


@pytest.mark.check("q3_network", weight=1)
def test_network_caches_stay_good(student):
    """An earlier run's cache still gives that run's gradients after forward ran again."""
    network = built(student, 2)
    _, cache = forward(network, INPUTS[2])
    forward(network, -2 * INPUTS[2][:2])
    _, dweights, _ = led_back(network, DOUTS[2], cache)
    for found, wanted in zip(items(dweights, 3, "dweights"), TRUTH[2][1], strict=True):
        near(found, wanted, "an entry of dweights")
