"""tanh = 2 sigma(2x) - 1 is differentiated without the inner derivative 2, so slopes are half of what they
should be.
"""

import numpy as np

QUESTION = "q3_slope"


def tanh_derivative(x):
    s = 1 / (1 + np.exp(-2 * np.asarray(x, dtype=float)))
    return 2 * s * (1 - s)
