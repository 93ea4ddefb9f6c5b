"""tanh(x) is 2 sigma(2x) - 1; here it is sigma(x), without the 2 inside."""

import numpy as np

QUESTION = "q1_smooth"


def tanh(x):
    return 2 / (1 + np.exp(-np.clip(np.asarray(x, dtype=float), -700, 700))) - 1
