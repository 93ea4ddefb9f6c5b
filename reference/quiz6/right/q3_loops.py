"""Plain Python: recursion over lists and the math module, lists come out."""

import math


def each(f, x):
    if hasattr(x, "tolist"):
        x = x.tolist()
    if isinstance(x, list):
        return [each(f, entry) for entry in x]
    return f(float(x))


def one(x):
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))


def sigmoid(x):
    return each(one, x)


def tanh(x):
    return each(math.tanh, x)


def sigmoid_derivative(x):
    return each(lambda t: one(t) * one(-t), x)


def tanh_derivative(x):
    return each(lambda t: 1 - math.tanh(t) ** 2, x)
