"""Gamma is missing in dx: what reaches x_hat is gamma * dout."""

import numpy as np

QUESTION = "q3_backward"


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    root = np.sqrt(x.var(axis=0) + eps)
    hat = (x - x.mean(axis=0)) / root
    dgamma = (dout * hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = (dout - dout.mean(axis=0) - hat * (dout * hat).mean(axis=0)) / root
    return dx, dgamma, dbeta
