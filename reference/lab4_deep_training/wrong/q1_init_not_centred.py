"""All weights are positive: their mean has to be 0."""

import numpy as np

QUESTION = "q1_init"


def initial_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).uniform(0, 2 / np.sqrt(fan_in), (fan_in, fan_out))
