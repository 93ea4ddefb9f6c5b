"""One example after another, with outer products, added up at the end."""

import numpy as np


class Net:
    def __init__(self, w, beta, u, gamma):
        self.w, self.beta, self.u, self.gamma = w, beta, u, gamma

    def run(self, x):
        self.o = 0.5 * (1 + np.tanh((x @ self.w + self.beta) / 2))
        self.v = 0.5 * (1 + np.tanh((self.o @ self.u + self.gamma) / 2))
        return self.o, self.v

    def slopes(self, x, y):
        o, v = self.run(x)
        delta = -(y - v) * v * (1 - v)
        phi = self.u @ delta * o * (1 - o)
        return np.outer(x, phi), phi, np.outer(o, delta), delta


def forward(x, w, beta, u, gamma):
    net = Net(w, beta, u, gamma)
    runs = [net.run(row) for row in x]
    return np.array([o for o, _ in runs]), np.array([v for _, v in runs])


def backward(x, y, w, beta, u, gamma):
    net = Net(w, beta, u, gamma)
    return [sum(parts) for parts in zip(*(net.slopes(a, b) for a, b in zip(x, y)))]
