"""The seed is not used: every call draws other weights."""

import numpy as np

QUESTION = "q1_init"


def initial_weights(fan_in, fan_out, seed):
    return np.random.default_rng().normal(0, fan_in**-0.5, (fan_in, fan_out))
