"""Optimisers with a base class and their state in a dictionary; corrections in the rate."""

import numpy as np


class Optimiser:
    def __init__(self, rate, **settings):
        self.rate, self.settings, self.state = rate, settings, {"t": 0}

    def step(self, weights, gradient):
        self.state["t"] += 1
        return np.asarray(weights, float) - self.rate * self.direction(np.asarray(gradient, float))


class Momentum(Optimiser):
    def __init__(self, rate, momentum=0.9):
        super().__init__(rate, momentum=momentum)

    def direction(self, g):
        self.state["v"] = self.settings["momentum"] * self.state.get("v", np.zeros_like(g)) + g
        return self.state["v"]


class Adam(Optimiser):
    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(rate, beta1=beta1, beta2=beta2, eps=eps)

    def direction(self, g):
        s, t = self.settings, self.state["t"]
        for name, beta, new in (("m", s["beta1"], g), ("v", s["beta2"], g * g)):
            old = self.state.get(name, np.zeros_like(g))
            self.state[name] = old + (1 - beta) * (new - old)
        root = np.sqrt(1 - s["beta2"] ** t)
        return root / (1 - s["beta1"] ** t) * self.state["m"] / (np.sqrt(self.state["v"]) + s["eps"] * root)
