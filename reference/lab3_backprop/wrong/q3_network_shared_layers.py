"""All networks share one list of layers, which grows with each of them: lists belong to the object."""

import numpy as np

QUESTION = "q3_network"


F = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "identity": lambda z: z}


class Network:
    layers = []  # noqa: RUF012

    def __init__(self, weights, biases, activations):
        self.layers += zip(weights, biases, activations)

    def forward(self, x):
        a, steps = np.asarray(x, dtype=float), []
        for W, b, name in self.layers:
            out = F[name](a @ W + b)
            steps.append((a, out, W, name))
            a = out
        return a, steps

    def backward(self, dout, cache):
        da = np.asarray(dout)
        dWs, dbs = [], []
        for a, out, W, name in reversed(cache):
            dz = da * {"sigmoid": out * (1 - out), "tanh": 1 - out**2, "identity": 1}[name]
            dWs.insert(0, a.T @ dz)
            dbs.insert(0, dz.sum(axis=0))
            da = dz @ W.T
        return da, dWs, dbs
