"""The old velocity moves the weights: v is renewed first, then w."""

QUESTION = "q4_optimisers"


class Momentum:
    def __init__(self, rate, momentum=0.9):
        self.rate, self.momentum, self.velocity = rate, momentum, 0.0

    def step(self, weights, gradient):
        moved = weights + self.velocity
        self.velocity = self.momentum * self.velocity - self.rate * gradient
        return moved
