"""The units are ReLU on the way forward, but the sigmoid's slope a (1 - a) is used on the way back."""

import numpy as np

QUESTION = "q2_cures"


def relu_norms(weights, biases, x, upstream):
    a, slopes = np.asarray(x, dtype=float), []
    for W, b in zip(weights, biases):
        z = a @ W + b
        a = np.maximum(z, 0)
        slopes.append(a * (1 - a))
    g = np.asarray(upstream, dtype=float)
    norms = [np.linalg.norm(g)]
    for W, slope in zip(weights[::-1], slopes[::-1]):
        g = W @ (slope * g)
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])
