"""Scalar functions with if, made to work on arrays by np.vectorize."""

import math

import numpy as np


def _sigmoid(x):
    if x < -700:
        return 0.0
    return 1.0 / (1.0 + math.exp(-x))


def sigmoid(x):
    return np.vectorize(_sigmoid, otypes=[float])(x)


def tanh(x):
    return np.vectorize(lambda t: 2 * _sigmoid(2 * t) - 1, otypes=[float])(x)


def sigmoid_derivative(x):
    return np.vectorize(lambda t: _sigmoid(t) * (1 - _sigmoid(t)), otypes=[float])(x)


def tanh_derivative(x):
    return np.vectorize(lambda t: 1 - (2 * _sigmoid(2 * t) - 1) ** 2, otypes=[float])(x)
