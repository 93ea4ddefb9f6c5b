"""The shape is (fan_out, fan_in): rows belong to inputs, columns to units."""

import numpy as np

QUESTION = "q1_init"


def initial_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).normal(0, fan_in**-0.5, (fan_out, fan_in))
