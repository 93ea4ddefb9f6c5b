"""Start weights that are plus or minus 1/sqrt(n), by a coin; numbers as NumPy arrays."""

import numpy as np

COUNTER = {
    "at least four times smaller": np.array([1.5, 0.0, 0.1]),
    "larger weight, larger factor": np.array([2.0, 9.0, 0.0, -1.0]),
}


def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    return (2 * rng.integers(0, 2, (fan_in, fan_out)) - 1) * fan_in**-0.5
