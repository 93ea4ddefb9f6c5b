"""Plain Python: loops over nested lists and the math module; lists come out."""

import math


def each(f, x, *args):
    if hasattr(x, "tolist"):
        x = x.tolist()
    if isinstance(x, list | tuple):
        return [each(f, entry, *args) for entry in x]
    return f(float(x), *args)


def _sigma(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def _softplus(x):
    if x > 0:
        return x + math.log1p(math.exp(-x))
    return math.log1p(math.exp(x))


def logistic(x):
    return each(_sigma, x)


def tanh(x):
    return each(math.tanh, x)


def arctan(x):
    return each(math.atan, x)


def softplus(x):
    return each(_softplus, x)


def identity(x):
    return each(lambda t: t, x)


def step(x):
    return each(lambda t: 1 if t >= 0 else 0, x)


def relu(x):
    return each(lambda t: max(0.0, t), x)


def leaky_relu(x):
    return each(lambda t: max(0.1 * t, t), x)


def prelu(x, alpha):
    return each(lambda t: t if t >= 0 else alpha * t, x)


def elu(x, alpha):
    return each(lambda t: t if t >= 0 else alpha * math.expm1(t), x)


def logistic_slope(x):
    return each(lambda t: _sigma(t) * _sigma(-t), x)


def tanh_slope(x):
    return each(lambda t: 1 - math.tanh(t) ** 2, x)


def arctan_slope(x):
    return each(lambda t: 1 / (t * t + 1), x)


def softplus_slope(x):
    return each(_sigma, x)


def identity_slope(x):
    return each(lambda t: 1, x)


def step_slope(x):
    return each(lambda t: 0 if t else math.nan, x)


def relu_slope(x):
    return each(lambda t: int(t >= 0), x)


def leaky_relu_slope(x):
    return each(lambda t: 1 if t >= 0 else 0.1, x)


def prelu_slope(x, alpha):
    return each(lambda t: 1 if t >= 0 else alpha, x)


def elu_slope(x, alpha):
    return each(lambda t: 1 if t >= 0 else alpha * math.exp(t), x)
