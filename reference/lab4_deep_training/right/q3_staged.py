"""Backward in small steps, as on a computational graph; forward with einsum."""

import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    x = np.asarray(x, dtype=np.float64)
    n = x.shape[0]
    centred = x - np.einsum("nd->d", x) / n
    variance = np.einsum("nd,nd->d", centred, centred) / n
    return np.einsum("d,nd->nd", gamma / np.sqrt(variance + eps), centred) + beta


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N, D = x.shape
    mu = 1.0 / N * np.sum(x, axis=0)
    xmu = x - mu
    var = 1.0 / N * np.sum(xmu**2, axis=0)
    sqrtvar = np.sqrt(var + eps)
    ivar = 1.0 / sqrtvar
    xhat = xmu * ivar
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    divar = np.sum(dxhat * xmu, axis=0)
    dxmu1 = dxhat * ivar
    dsqrtvar = -1.0 / (sqrtvar**2) * divar
    dvar = 0.5 * 1.0 / np.sqrt(var + eps) * dsqrtvar
    dsq = 1.0 / N * np.ones((N, D)) * dvar
    dxmu2 = 2 * xmu * dsq
    dx1 = dxmu1 + dxmu2
    dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
    dx2 = 1.0 / N * np.ones((N, D)) * dmu
    return dx1 + dx2, dgamma, dbeta
