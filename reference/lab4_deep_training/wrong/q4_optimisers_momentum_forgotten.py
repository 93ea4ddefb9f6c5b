"""The velocity is not remembered: each step begins with v = 0."""

QUESTION = "q4_optimisers"


class Momentum:
    def __init__(self, rate, momentum=0.9):
        self.rate, self.momentum, self.velocity = rate, momentum, 0.0

    def step(self, weights, gradient):
        velocity = self.momentum * self.velocity - self.rate * gradient
        return weights + velocity
