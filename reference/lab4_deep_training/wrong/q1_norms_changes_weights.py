"""The slopes are multiplied into the weights in place: after the call the net is another one."""

import numpy as np

QUESTION = "q1_norms"


def gradient_norms(weights, biases, x, upstream):
    a = np.asarray(x, dtype=float)
    for W, b in zip(weights, biases):
        a = 1 / (1 + np.exp(-(a @ W + b)))
        W *= a * (1 - a)
    g = np.asarray(upstream, dtype=float)
    norms = [np.linalg.norm(g)]
    for W in weights[::-1]:
        g = W @ g
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])
