"""e^x/(1 + e^x) as it stands: far right inf/inf gives nan."""

import numpy as np

QUESTION = "q1_smooth_slope"


def softplus_slope(x):
    e = np.exp(np.asarray(x, dtype=float))
    return e / (1 + e)
