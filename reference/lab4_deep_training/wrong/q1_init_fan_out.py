"""The variance is 1/fan_out; what adds up in z are a unit's inputs, fan_in of them."""

import numpy as np

QUESTION = "q1_init"


def initial_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).normal(0, fan_out**-0.5, (fan_in, fan_out))
