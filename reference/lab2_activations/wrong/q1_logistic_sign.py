"""The minus in the exponent is lost: 1/(1 + e^x) falls where it should rise."""

import numpy as np

QUESTION = "q1_smooth"


def logistic(x):
    return 1 / (1 + np.exp(np.clip(np.asarray(x, dtype=float), -700, 700)))
