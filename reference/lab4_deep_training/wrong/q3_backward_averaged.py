"""dgamma and dbeta are averaged over the batch: they are sums, for E depends on every row."""

import numpy as np

QUESTION = "q3_backward"


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    root = np.sqrt(x.var(axis=0) + eps)
    hat = (x - x.mean(axis=0)) / root
    dgamma = (dout * hat).mean(axis=0)
    dbeta = dout.mean(axis=0)
    dx = gamma / root * (dout - dout.mean(axis=0) - hat * (dout * hat).mean(axis=0))
    return dx, dgamma, dbeta
