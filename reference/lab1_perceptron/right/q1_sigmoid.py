"""The sigmoid is really computed and compared with one half; columns come back."""

import numpy as np


def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def classify(theta, X):
    design = np.hstack([np.ones((len(X), 1)), X])
    return (sigmoid(design @ np.reshape(theta, (-1, 1))) >= 0.5).astype(int)


def circle_class(theta, points):
    x1, x2 = points[:, 0], points[:, 1]
    return sigmoid(theta[0] + theta[1] * x1 + theta[2] * x2 + theta[3] * x1**2 + theta[4] * x2**2) >= 0.5
