"""Stochastic descent, one row an update; the history is a tuple; gamma a plain number."""

import numpy as np


def fit_xor(seed):
    r = np.random.default_rng(seed)
    rows = [((0.0, 0.0), 0.0), ((0.0, 1.0), 1.0), ((1.0, 0.0), 1.0), ((1.0, 1.0), 0.0)]
    w, beta = r.uniform(-2, 2, (2, 6)), r.uniform(-2, 2, 6)
    u, gamma = r.uniform(-1, 1, 6), 0.0

    def run(x):
        o = 1 / (1 + np.exp(-(np.array(x) @ w + beta)))
        return o, 1 / (1 + np.exp(-(o @ u + gamma)))

    def error():
        return sum((y - run(x)[1]) ** 2 for x, y in rows) / 2

    history = [error()]
    for _ in range(800):
        for n in r.permutation(4):
            x, y = rows[n]
            o, v = run(x)
            delta = (v - y) * v * (1 - v)
            phi = delta * u * o * (1 - o)
            u = u - 4 * delta * o
            gamma = gamma - 4 * delta
            w = w - 4 * np.outer(x, phi)
            beta = beta - 4 * phi
        history.append(error())
    return (w, beta, u.reshape(6, 1), gamma), tuple(history)


def standardise(train, test):
    train, test = np.array(train), np.array(test)
    for column in range(train.shape[1]):
        mean = sum(train[:, column]) / len(train)
        spread = (sum((train[:, column] - mean) ** 2) / len(train)) ** 0.5
        test[:, column] = (test[:, column] - mean) / spread
        train[:, column] = (train[:, column] - mean) / spread
    return [train, test]
