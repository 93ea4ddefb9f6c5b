"""The threshold is added like a bias in the form "threshold": w0 stands on the other side there."""

import numpy as np

QUESTION = "q2_forms"
SAME_AS = ("q2_forms_sign_kept",)


def perceptron(weights, X, form):
    w = np.roll(weights, 1) if form == "last" else np.array(weights)
    X = np.asarray(X, dtype=float)
    return np.where(X @ w[1:] + w[0] >= 0, 1, -1)
