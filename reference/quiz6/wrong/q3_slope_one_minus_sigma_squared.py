"""The rule for tanh is used for sigma: 1 - sigma^2."""

QUESTION = "q3_slope"


def sigmoid_derivative(x):
    return 1 - sigmoid(x) ** 2
