"""The input itself is shifted, in place; write z = z - maximum, which makes a new array."""

import numpy as np

QUESTION = "q4_softmax"


def softmax(z):
    if not isinstance(z, np.ndarray) or z.dtype.kind != "f":
        z = np.array(z, dtype=float)
    z -= np.max(z)
    exps = np.exp(z.astype(float))
    return exps / np.sum(exps)
