"""SciPy's logsumexp and softmax; the penalty as a dot product of all weights in one row."""

import numpy as np
from scipy.special import logsumexp, softmax


def softmax_loss(scores, labels):
    scores = np.asarray(scores)
    onehot = np.eye(scores.shape[1])[np.asarray(labels)]
    loss = np.mean(logsumexp(scores, axis=1) - np.sum(scores * onehot, axis=1))
    return loss, (softmax(scores, axis=1) - onehot) / scores.shape[0]


def l2_loss(loss, weights, alpha):
    everything = np.concatenate([np.ravel(W) for W in weights])
    return loss + 0.5 * alpha * everything @ everything


def l2_step(W, b, dW, db, eta, alpha):
    return (1 - eta * alpha) * W - eta * dW, b - eta * db


SHRUNK = {"weight": 0.717, "bias": 2.000}
