"""e^z / (1 + e^z) is inf/inf, nan, where z is large; use e^(-z), or clip z."""

import numpy as np

QUESTION = "q1_norms"


def gradient_norms(weights, biases, x, upstream):
    a, slopes = np.asarray(x, dtype=float), []
    for W, b in zip(weights, biases):
        e = np.exp(a @ W + b)
        a = e / (1 + e)
        slopes.append(a * (1 - a))
    g = np.asarray(upstream, dtype=float)
    norms = [np.linalg.norm(g)]
    for W, slope in zip(weights[::-1], slopes[::-1]):
        g = W @ (slope * g)
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])
