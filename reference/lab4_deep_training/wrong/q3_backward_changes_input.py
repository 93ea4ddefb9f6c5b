"""dout is changed in place: the caller's array is another one after the call."""

import numpy as np

QUESTION = "q3_backward"


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    root = np.sqrt(x.var(axis=0) + eps)
    hat = (x - x.mean(axis=0)) / root
    dgamma, dbeta = (dout * hat).sum(axis=0), dout.sum(axis=0)
    dout -= (dbeta + hat * dgamma) / len(x)
    return gamma / root * dout, dgamma, dbeta
