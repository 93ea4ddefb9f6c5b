"""Optimisers that keep all gradients and sum up; weights come back as lists."""

import numpy as np


class Momentum:
    def __init__(self, rate, momentum=0.9):
        self.rate, self.momentum, self.seen = rate, momentum, []

    def step(self, weights, gradient):
        self.seen.append(np.array(gradient, dtype=float))
        moved = sum(self.momentum**age * g for age, g in enumerate(self.seen[::-1]))
        return (np.array(weights) - self.rate * moved).tolist()


class Adam:
    def __init__(self, rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.eps, self.betas, self.seen = rate, eps, (beta1, beta2), []

    def step(self, weights, gradient):
        self.seen.append(np.array(gradient, dtype=float))
        means = []
        for beta, power in zip(self.betas, (1, 2)):
            shares = np.array([beta**age for age in range(len(self.seen))][::-1])
            stacked = np.stack(self.seen) ** power
            means.append(np.tensordot(shares / shares.sum(), stacked, axes=1))
        return (np.array(weights) - self.rate * means[0] / (np.sqrt(means[1]) + self.eps)).tolist()
