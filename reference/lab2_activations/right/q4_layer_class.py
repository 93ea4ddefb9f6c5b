"""A layer object keeps what the way back needs; einsum; counts instead of truth values."""

import numpy as np


class Layer:
    def __init__(self, W, b, alpha):
        self.W, self.b, self.alpha = W, b, alpha

    def forward(self, X):
        self.X = X
        self.slope = np.ones((len(X), len(self.b)))
        self.slope[np.einsum("nd,dh->nh", X, self.W) + self.b < 0] = self.alpha
        return self

    def backward(self, dA):
        delta = self.slope * dA
        return {"W": np.einsum("nd,nh->dh", self.X, delta), "b": delta.sum(0, keepdims=True)}


def dead_units(X, W, b):
    return (np.sum(Layer(W, b, 0.0).forward(X).slope, axis=0) == 0).astype(int)


def layer_gradient(X, W, b, dA, alpha):
    found = Layer(W, b, alpha).forward(X).backward(dA)
    return [found["W"], found["b"]]
