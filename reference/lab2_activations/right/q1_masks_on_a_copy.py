"""Filled in place on a copy, the negative entries apart."""

import numpy as np


def logistic(x):
    out = np.array(x, dtype=float)
    up = out >= 0
    out[up] = 1 / (1 + np.exp(-out[up]))
    e = np.exp(out[~up])
    out[~up] = e / (1 + e)
    return out


def softplus(x):
    out = np.array(x, dtype=float)
    small = out < 30
    out[small] = np.log1p(np.exp(out[small]))
    return out


def relu(x):
    out = np.array(x, dtype=float)
    out[out < 0] = 0
    return out


def leaky_relu(x):
    out = np.array(x, dtype=float)
    out[out < 0] *= 0.1
    return out


def prelu(x, alpha):
    out = np.array(x, dtype=float)
    out[out < 0] *= alpha
    return out


def elu(x, alpha):
    out = np.array(x, dtype=float)
    left = out < 0
    out[left] = alpha * (np.exp(out[left]) - 1)
    return out


def elu_slope(x, alpha):
    out = np.array(x, dtype=float)
    left = out < 0
    out[left] = alpha * np.exp(out[left])
    out[~left] = 1
    return out


def prelu_slope(x, alpha):
    out = np.ones(np.shape(x))
    out[np.asarray(x) < 0] = alpha
    return out
