"""The slope f'(Z) is left out: dE/dA is used as if it were dE/dZ."""

QUESTION = "q4_dead"


def layer_gradient(X, W, b, dA, alpha):
    return X.T @ dA, dA.sum(axis=0)
