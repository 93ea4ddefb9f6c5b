"""A class with an iterator does the work."""

import numpy as np


class Training:
    def __init__(self, inputs, targets, weights, low, max_epochs):
        self.rows = [(np.array([*x, 1.0]), o) for x, o in zip(inputs, targets)]
        self.w, self.low, self.left = np.array(weights, dtype=float), low, max_epochs

    def __iter__(self):
        while self.left > 0:
            self.left -= 1
            before = 0
            for x, o in self.rows:
                c = self.low if np.dot(self.w, x) <= 0 else 1
                before += c != o
                self.w = self.w + (o - c) * x
                yield c, self.w
            if before == 0:
                self.left = 0


def training_steps(inputs, targets, weights, low=0, max_epochs=100):
    return list(Training(inputs, targets, weights, low, max_epochs))


PREDICT = {"rate": ("1/5", "1/10", "-1/5"), "outputs": (2, 2, 0), "start": 1}
