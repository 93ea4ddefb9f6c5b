"""The L2 step and the optimisers in float32."""

import numpy as np


def regularised_step(W, b, dW, db, rate, alpha):
    W, b, dW, db = (np.asarray(part, np.float32) for part in (W, b, dW, db))
    return W - np.float32(rate) * (dW + np.float32(alpha) * W), b - np.float32(rate) * db


class Momentum:
    def __init__(self, rate, momentum=0.9):
        self.rate, self.momentum, self.velocity = np.float32(rate), np.float32(momentum), None

    def step(self, weights, gradient):
        g = np.asarray(gradient, np.float32)
        if self.velocity is None:
            self.velocity = np.zeros_like(g)
        self.velocity = self.momentum * self.velocity - self.rate * g
        return np.asarray(weights, np.float32) + self.velocity
