"""Filled in place on a copy, positive and negative entries apart."""

import numpy as np


def sigmoid(x):
    out = np.array(x, dtype=float)
    up = out >= 0
    out[up] = 1 / (1 + np.exp(-out[up]))
    e = np.exp(out[~up])
    out[~up] = e / (1 + e)
    return out


def tanh(x):
    out = np.array(x, dtype=float)
    out *= 2
    out = sigmoid(out)
    out *= 2
    out -= 1
    return out


def sigmoid_derivative(x):
    out = np.exp(-np.abs(np.array(x, dtype=float)))
    out /= (1 + out) ** 2
    return out


def tanh_derivative(x):
    out = np.array(x, dtype=float)
    out *= 2
    return 4 * sigmoid_derivative(out)
