"""The count of steps stays at 1: the corrections never fade."""

import numpy as np

QUESTION = "q4_optimisers"


class Adam:
    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.beta1, self.beta2, self.eps = rate, beta1, beta2, eps
        self.m, self.v, self.t = 0.0, 0.0, 0

    def step(self, weights, gradient):
        g = np.asarray(gradient, dtype=float)
        self.t = 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g**2
        m, v = self.m / (1 - self.beta1**self.t), self.v / (1 - self.beta2**self.t)
        return weights - self.rate * m / (np.sqrt(v) + self.eps)
