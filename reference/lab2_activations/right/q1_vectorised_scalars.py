"""Scalar functions with if, made to work on arrays by np.vectorize."""

import math

import numpy as np


def on_arrays(f):
    return np.vectorize(f, otypes=[float])


@on_arrays
def softplus(x):
    return x if x > 40 else math.log(1 + math.exp(x))


@on_arrays
def elu(x, alpha):
    if x >= 0:
        return x
    return alpha * (math.exp(x) - 1)


@on_arrays
def elu_slope(x, alpha):
    if x >= 0:
        return 1
    return alpha * (math.exp(x) - 1) + alpha


@on_arrays
def tanh_slope(x):
    return 0 if abs(x) > 300 else 1 / math.cosh(x) ** 2


@on_arrays
def prelu(x, alpha):
    return alpha * x if x < 0 else x
