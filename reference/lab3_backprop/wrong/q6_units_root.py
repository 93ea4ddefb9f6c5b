"""The losses are roots of mean squares; they are half the means."""

import numpy as np

QUESTION = "q6_units"


def _fit(x, y, J, seed):
    r = np.random.default_rng(seed)

    def s(z):
        return 1 / (1 + np.exp(-z))

    P = [r.normal(0, 5, (1, J)), r.normal(0, 5, J), r.normal(0, 0.5, (J, 1)), np.zeros(1)]
    V = [np.zeros_like(p) for p in P]
    for epoch in range(400 + 1):
        w, b, u, g = P
        o = s(x @ w + b)
        v = s(o @ u + g)
        if epoch == 400:
            return np.sqrt(np.mean((y - v) ** 2))
        d = (v - y) * v * (1 - v) / len(x)
        f = d @ u.T * o * (1 - o)
        V = [0.9 * m - 2 * q for m, q in zip(V, (x.T @ f, f.sum(axis=0), o.T @ d, d.sum(axis=0)))]
        P = [p + m for p, m in zip(P, V)]


def final_losses(x, y, units, seeds):
    x, y = np.asarray(x), np.asarray(y)
    table = [[_fit(x, y, J, seed) for seed in seeds] for J in units]
    return np.array(table)
