"""Ten epochs are too few: look at the history and train on."""

import numpy as np

QUESTION = "q6_xor"


def fit_xor(seed):
    r = np.random.default_rng(seed)
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    y = np.array([[0, 1, 1, 0]]).T

    def s(z):
        return 1 / (1 + np.exp(-z))

    P = [r.normal(0, 2, (2, 6)), r.normal(0, 2, 6), r.normal(0, 0.5, (6, 1)), np.zeros(1)]
    V = [np.zeros_like(p) for p in P]
    history = []
    for epoch in range(10 + 1):
        w, b, u, g = P
        o = s(x @ w + b)
        v = s(o @ u + g)
        history.append(np.sum((y - v) ** 2) / 2)
        if epoch == 10:
            break
        d = (v - y) * v * (1 - v)
        f = d @ u.T * o * (1 - o)
        V = [0.9 * m - 2.0 * q for m, q in zip(V, (x.T @ f, f.sum(axis=0), o.T @ d, d.sum(axis=0)))]
        P = [p + m for p, m in zip(P, V)]
    return P, history
