"""float32 where it suffices; the backward pass by the short formula; one-dimensional masks."""

import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    dout, x = np.float32(dout), np.float32(x)
    n = np.float32(len(x))
    root = np.sqrt(np.var(x, axis=0) + np.float32(eps))
    hat = (x - x.mean(0)) / root
    dgamma, dbeta = (dout * hat).sum(0), dout.sum(0)
    dx = np.float32(gamma) / (n * root) * (n * dout - dbeta - hat * dgamma)
    return dx, dgamma, dbeta


def slope_gain(z, gamma, beta, eps=1e-5):
    z32 = np.asarray(z, np.float32)
    values = (z32, np.asarray(batch_norm(z, gamma, beta, eps), np.float32))
    return np.array([np.mean(0.25 / np.cosh(v / 2) ** 2) for v in values], dtype=np.float32)


class BatchNorm:
    def __init__(self, n_features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = np.float32(momentum), np.float32(eps)
        self.gamma = np.ones(n_features, np.float32)
        self.beta = np.zeros(n_features, np.float32)
        self.running_mean = np.zeros(n_features, np.float32)
        self.running_variance = np.ones(n_features, np.float32)

    def forward(self, x, training):
        x = np.asarray(x, np.float32)
        if training:
            use = [np.mean(x, axis=0), np.var(x, axis=0)]
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * use[0]
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * use[1]
        else:
            use = [self.running_mean, self.running_variance]
        return np.float32(self.gamma) * (x - use[0]) / np.sqrt(use[1] + self.eps) + np.float32(self.beta)
