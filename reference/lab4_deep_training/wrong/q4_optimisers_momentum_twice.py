"""This is Nesterov's look-ahead: asked is the plain w + v."""

QUESTION = "q4_optimisers"


class Momentum:
    def __init__(self, rate, momentum=0.9):
        self.rate, self.momentum, self.velocity = rate, momentum, 0.0

    def step(self, weights, gradient):
        self.velocity = self.momentum * self.velocity - self.rate * gradient
        return weights + self.momentum * self.velocity - self.rate * gradient
