"""The velocity is kept in a global variable: all optimisers share it. Keep it in the object, as
self.velocity."""

QUESTION = "q4_optimisers"

VELOCITY = {}


class Momentum:
    def __init__(self, rate, momentum=0.9):
        self.rate, self.momentum = rate, momentum

    def step(self, weights, gradient):
        shape = gradient.shape
        VELOCITY[shape] = self.momentum * VELOCITY.get(shape, 0.0) - self.rate * gradient
        return weights + VELOCITY[shape]
