"""The third class is taken for the second; there are three."""

import numpy as np

QUESTION = "q6_iris"


def fit_classes(x, labels, seed):
    r = np.random.default_rng(seed)
    labels = np.asarray(labels).astype(int)
    C = int(labels.max()) + 1
    labels = np.minimum(labels, 1)
    P = [r.normal(0, 0.5, (x.shape[1], 8)), np.zeros(8), r.normal(0, 0.5, (8, C)), np.zeros(C)]
    V = [np.zeros_like(p) for p in P]
    for _ in range(100):
        w, b, u, g = P
        o = 1 / (1 + np.exp(-(x @ w + b)))
        scores = o @ u + g
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        d = e / e.sum(axis=1, keepdims=True)
        d[np.arange(len(x)), labels] -= 1
        d /= len(x)
        f = d @ u.T * o * (1 - o)
        V = [0.9 * m - 0.5 * q for m, q in zip(V, (x.T @ f, f.sum(axis=0), o.T @ d, d.sum(axis=0)))]
        P = [p + m for p, m in zip(P, V)]
    return P
