"""One class a family; the functions are its instances, with other parameter names."""

import numpy as np


class Kinked:
    def __init__(self, left, left_slope):
        self.left, self.left_slope = left, left_slope

    def __call__(self, t):
        t = np.array(t, dtype=float)
        low = np.minimum(t, 0)
        return np.where(t < 0, self.left(low), t)

    def slope(self, t):
        t = np.array(t, dtype=float)
        return np.where(t < 0, self.left_slope(np.minimum(t, 0)), 1.0)


def Leaky(a):
    return Kinked(lambda t: a * t, lambda t: a)


relu, leaky_relu = Leaky(0.0), Leaky(0.1)
relu_slope, leaky_relu_slope = relu.slope, leaky_relu.slope


def prelu(x, alpha):
    return Leaky(alpha)(x)


def prelu_slope(x, alpha):
    return Leaky(alpha).slope(x)


def elu(x, alpha):
    return Kinked(lambda t: alpha * (np.exp(t) - 1), None)(x)


def elu_slope(x, alpha):
    return Kinked(None, lambda t: alpha * np.exp(t)).slope(x)
