"""W is used transposed on the way back: the gradient goes from the columns to the rows, W @ (...)."""

import numpy as np

QUESTION = "q1_norms"


def gradient_norms(weights, biases, x, upstream):
    a, slopes = np.asarray(x, dtype=float), []
    for W, b in zip(weights, biases):
        a = 1 / (1 + np.exp(-(a @ W + b)))
        slopes.append(a * (1 - a))
    g = np.asarray(upstream, dtype=float)
    norms = [np.linalg.norm(g)]
    for W, slope in zip(weights[::-1], slopes[::-1]):
        g = (slope * g) @ W
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])
