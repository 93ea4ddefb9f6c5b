"""Plain Python: lists, loops and the math module."""

import math


def logistic(t):
    return 1 / (1 + math.exp(-t)) if t >= 0 else math.exp(t) / (1 + math.exp(t))


def gradient_norms(weights, biases, x, upstream):
    a = [float(entry) for entry in x]
    slopes = []
    for W, b in zip(weights, biases):
        z = [sum(a[m] * W[m][n] for m in range(len(a))) + b[n] for n in range(len(b))]
        a = [logistic(t) for t in z]
        slopes.append([t * (1 - t) for t in a])
    g = [float(entry) for entry in upstream]
    found = [math.hypot(*g)]
    for W, s in zip(weights[::-1], slopes[::-1]):
        g = [sum(W[m][n] * s[n] * g[n] for n in range(len(g))) for m in range(len(W))]
        found.insert(0, math.hypot(*g))
    return found


def shrinkage(weights, biases, x, upstream, scale):
    scaled = [[[scale * entry for entry in row] for row in W] for W in weights]
    found = gradient_norms(scaled, biases, x, upstream)
    return found[0] / found[-1]
