"""A wrong sign: sigma(1 + sigma) should be sigma(1 - sigma)."""

QUESTION = "q3_slope"


def sigmoid_derivative(x):
    return sigmoid(x) * (1 + sigmoid(x))
