"""The cache is a function: each layer leaves behind a closure that leads a gradient back through it."""

import numpy as np


class Network:
    def __init__(self, weights, biases, activations):
        self.weights, self.biases, self.activations = weights, biases, activations

    def forward(self, x):
        backs = []
        for W, b, name in zip(self.weights, self.biases, self.activations):
            x, back = self._one(x, np.asarray(W), np.asarray(b), name)
            backs.append(back)

        def lead_back(da):
            dWs, dbs = [], []
            for back in backs[::-1]:
                da, dW, db = back(da)
                dWs.append(dW)
                dbs.append(db)
            return da, tuple(dWs[::-1]), tuple(dbs[::-1])

        return x, lead_back

    def _one(self, x, W, b, name):
        z = x @ W + b
        if name == "tanh":
            a, slope = np.tanh(z), 1 / np.cosh(z) ** 2
        elif name == "sigmoid":
            a = 1 / (1 + np.exp(-z))
            slope = np.exp(-z) * a**2
        else:
            a, slope = z, np.ones_like(z)

        def back(da):
            dz = da * slope
            return dz @ W.T, x.T @ dz, dz.sum(axis=0, keepdims=True)

        return a, back

    def backward(self, dout, cache):
        return cache(dout)
