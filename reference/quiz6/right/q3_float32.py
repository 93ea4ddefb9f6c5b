"""Everything in single precision."""

import numpy as np


def sigmoid(x):
    return (1 / (1 + np.exp(-np.clip(np.asarray(x, np.float32), -80, 80)))).astype(np.float32)


def tanh(x):
    return np.tanh(np.clip(np.asarray(x, np.float32), -80, 80)).astype(np.float32)


def sigmoid_derivative(x):
    s = sigmoid(x)
    return (s * (1 - s)).astype(np.float32)


def tanh_derivative(x):
    return (1 - tanh(x) ** 2).astype(np.float32)
