"""1/fan_in is passed as the standard deviation; it is the variance, and the deviation is its root."""

import numpy as np

QUESTION = "q1_init"


def initial_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).normal(0, 1 / fan_in, (fan_in, fan_out))
