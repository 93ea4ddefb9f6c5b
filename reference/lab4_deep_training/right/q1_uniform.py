"""Uniform start weights of the right variance, other counterexamples, scipy's sigmoid."""

import numpy as np
from scipy.special import expit

COUNTER = {
    "at least four times smaller": [-8, 4, 0.5],
    "larger weight, larger factor": [0.5, 100, 2, 3],
}


def initial_weights(fan_in, fan_out, seed):
    bound = np.sqrt(3 / fan_in)
    return np.random.RandomState(seed).uniform(-bound, bound, size=(fan_in, fan_out))


def shrinkage(weights, biases, x, upstream, scale):
    a, slopes = x, []
    for W, b in zip(weights, biases):
        a = expit(scale * (a @ W) + b)
        slopes.append(a * (1 - a))
    g = upstream
    for W, slope in zip(weights[::-1], slopes[::-1]):
        g = scale * W @ (slope * g)
    return np.sqrt((g @ g) / (upstream @ upstream))
