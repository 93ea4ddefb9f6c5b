"""The slope multiplies the skip as well: what takes the skip passes no sigmoid."""

import numpy as np

QUESTION = "q2_cures"


def residual_norms(weights, biases, x, upstream):
    a, slopes = np.asarray(x, dtype=float), []
    for W, b in zip(weights, biases):
        s = 1 / (1 + np.exp(-(a @ W + b)))
        a = a + s
        slopes.append(s * (1 - s))
    g = np.asarray(upstream, dtype=float)
    norms = [np.linalg.norm(g)]
    for W, slope in zip(weights[::-1], slopes[::-1]):
        g = slope * g + W @ (slope * g)
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])
