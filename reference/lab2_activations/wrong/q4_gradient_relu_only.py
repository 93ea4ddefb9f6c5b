"""alpha is ignored: nothing passes on the left, so leaky ReLU cures nothing."""

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    dZ = dA * (X @ W + b > 0)
    return X.T @ dZ, dZ.sum(axis=0)
