"""Everything in single precision."""

import numpy as np


def _single(x):
    return np.asarray(x, dtype=np.float32)


def logistic(x):
    return (1 / (1 + np.exp(-np.clip(_single(x), -80, 80)))).astype(np.float32)


def tanh(x):
    return np.tanh(_single(x))


def arctan(x):
    return np.arctan(_single(x))


def softplus(x):
    return np.logaddexp(_single(x), np.float32(0))


def relu(x):
    return np.maximum(_single(x), np.float32(0))


def leaky_relu(x):
    return np.where(_single(x) < 0, np.float32(0.1) * _single(x), _single(x))


def elu(x, alpha):
    x = _single(x)
    return np.where(x < 0, np.float32(alpha) * np.expm1(np.minimum(x, np.float32(0))), x)


def logistic_slope(x):
    return logistic(x) * logistic(-_single(x))


def tanh_slope(x):
    return 1 - tanh(x) ** 2


def softplus_slope(x):
    return logistic(x)


def leaky_relu_slope(x):
    return np.where(_single(x) < 0, np.float32(0.1), np.float32(1))


def outputs(scores, exclusive):
    scores = _single(scores)
    if exclusive:
        exps = np.exp(scores - scores.max(axis=1, keepdims=True))
        return exps / exps.sum(axis=1, keepdims=True)
    return logistic(scores)
