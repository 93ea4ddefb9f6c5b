"""backward looks at the latest run instead of its cache, so an earlier cache gives another run's
gradients."""

import numpy as np

QUESTION = "q3_network"


F = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "identity": lambda z: z}


class Network:
    def __init__(self, weights, biases, activations):
        self.layers = list(zip(weights, biases, activations))

    def forward(self, x):
        a, steps = np.asarray(x, dtype=float), []
        for W, b, name in self.layers:
            f = F[name]
            z = a @ W + b
            out = f(z)
            steps.append((a, z, out, W, name))
            a = out
        self.steps = steps
        return a, steps

    def backward(self, dout, cache):
        da = np.asarray(dout)
        dWs, dbs = [], []
        for a, z, out, W, name in reversed(self.steps):
            dz = da * {"sigmoid": out * (1 - out), "tanh": 1 - out**2, "identity": 1}[name]
            dWs.append(a.T @ dz)
            dbs.append(dz.sum(axis=0))
            da = dz @ W.T
        return da, dWs[::-1], dbs[::-1]
