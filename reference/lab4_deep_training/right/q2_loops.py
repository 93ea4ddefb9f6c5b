"""Plain Python, and a history that is a list."""

import math


def dot_rows(W, g):
    return [sum(w * e for w, e in zip(row, g)) for row in W]


def backwards(weights, slopes, upstream, skip):
    g = list(map(float, upstream))
    norms = [math.sqrt(sum(e * e for e in g))]
    for W, s in zip(reversed(weights), reversed(slopes)):
        passed = dot_rows(W, [e * t for e, t in zip(g, s)])
        g = [p + e for p, e in zip(passed, g)] if skip else passed
        norms.append(math.sqrt(sum(e * e for e in g)))
    return norms[::-1]


def sums(a, W, b):
    return [sum(a[m] * W[m][n] for m in range(len(a))) + b[n] for n in range(len(b))]


def relu_norms(weights, biases, x, upstream):
    a, slopes = list(x), []
    for W, b in zip(weights, biases):
        z = sums(a, W, b)
        a = [max(0.0, t) for t in z]
        slopes.append([1.0 if t > 0 else 0.0 for t in z])
    return backwards(weights, slopes, upstream, skip=False)


def residual_norms(weights, biases, x, upstream):
    a, slopes = list(x), []
    for W, b in zip(weights, biases):
        s = [1 / (1 + math.exp(-t)) for t in sums(a, W, b)]
        a = [old + new for old, new in zip(a, s)]
        slopes.append([t * (1 - t) for t in s])
    return backwards(weights, slopes, upstream, skip=True)


def clip_by_value(gradient, limit):
    if hasattr(gradient, "tolist"):
        gradient = gradient.tolist()
    if isinstance(gradient, list):
        return [clip_by_value(entry, limit) for entry in gradient]
    return min(max(gradient, -limit), limit)


def train_chain(weights, x, y, rate, steps, limit=None):
    w, found = [float(entry) for entry in weights], []
    for step in range(steps + 1):
        out = math.prod(w) * x
        found.append((out - y) ** 2 / 2)
        g = [(out - y) * x * math.prod(w[:k] + w[k + 1 :]) for k in range(len(w))]
        length = math.sqrt(sum(e * e for e in g))
        if limit and length > limit:
            g = [e * limit / length for e in g]
        w = [e - rate * d for e, d in zip(w, g)]
    return found
