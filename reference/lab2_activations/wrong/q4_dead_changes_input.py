"""dE/dA is multiplied in place: the caller's array is changed."""

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    dA[X @ W + b < 0] *= alpha
    return X.T @ dA, dA.sum(axis=0)
