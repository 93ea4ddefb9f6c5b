"""The division is by the variance: the root is missing."""

QUESTION = "q3_backward"


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    root = x.var(axis=0) + eps
    hat = (x - x.mean(axis=0)) / root
    dgamma = (dout * hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = gamma / root * (dout - dout.mean(axis=0) - hat * (dout * hat).mean(axis=0))
    return dx, dgamma, dbeta
