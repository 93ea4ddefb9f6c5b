"""The skip is there on the way back and forgotten on the way forward: each layer adds its input."""

import numpy as np

QUESTION = "q2_cures"


def residual_norms(weights, biases, x, upstream):
    a, slopes = np.asarray(x, dtype=float), []
    for W, b in zip(weights, biases):
        s = 1 / (1 + np.exp(-(a @ W + b)))
        a = s
        slopes.append(s * (1 - s))
    g = np.asarray(upstream, dtype=float)
    norms = [np.linalg.norm(g)]
    for W, slope in zip(weights[::-1], slopes[::-1]):
        g = g + W @ (slope * g)
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])
