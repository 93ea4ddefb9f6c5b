"""The gradient gets the share 1 - momentum: in this form it counts in full."""

QUESTION = "q4_optimisers"


class Momentum:
    def __init__(self, rate, momentum=0.9):
        self.rate, self.momentum, self.velocity = rate, momentum, 0.0

    def step(self, weights, gradient):
        self.velocity = self.momentum * self.velocity - (1 - self.momentum) * self.rate * gradient
        return weights + self.velocity
