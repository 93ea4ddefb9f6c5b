"""A leak of 0.1 lets units pass that are off: that is leaky ReLU."""

import numpy as np

QUESTION = "q2_cures"


def relu_norms(weights, biases, x, upstream):
    a, slopes = np.asarray(x, dtype=float), []
    for W, b in zip(weights, biases):
        z = a @ W + b
        a = np.where(z > 0, z, 0.1 * z)
        slopes.append(np.where(z > 0, 1.0, 0.1))
    g = np.asarray(upstream, dtype=float)
    norms = [np.linalg.norm(g)]
    for W, slope in zip(weights[::-1], slopes[::-1]):
        g = W @ (slope * g)
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])
