"""log(1 + e^x) as it stands: e^1000 overflows. Far right, softplus is x itself."""

import numpy as np

QUESTION = "q1_smooth"


def softplus(x):
    return np.log(1 + np.exp(np.asarray(x, dtype=float)))
