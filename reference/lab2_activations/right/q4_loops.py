"""Loops throughout; lists come out; dead units found by any()."""

import math


def outputs(scores, exclusive):
    out = []
    for row in scores:
        if exclusive:
            top = max(row)
            exps = [math.exp(z - top) for z in row]
            out.append([e / sum(exps) for e in exps])
        else:
            out.append([0.5 * (1 + math.tanh(z / 2)) for z in row])
    return out


def score_for(p):
    if hasattr(p, "__len__"):
        return [score_for(q) for q in p]
    return math.log(p) - math.log(1 - p)


def dead_units(X, W, b):
    units = range(len(b))
    return [
        not any(sum(x * w for x, w in zip(row, W[:, u], strict=True)) + b[u] > 0 for row in X) for u in units
    ]


def layer_gradient(X, W, b, dA, alpha):
    n, d, h = len(X), len(W), len(b)
    dW, db = [[0.0] * h for _ in range(d)], [0.0] * h
    for row in range(n):
        for unit in range(h):
            z = b[unit] + sum(X[row][i] * W[i][unit] for i in range(d))
            delta = dA[row][unit] * (1.0 if z > 0 else alpha)
            db[unit] += delta
            for i in range(d):
                dW[i][unit] += X[row][i] * delta
    return dW, db
