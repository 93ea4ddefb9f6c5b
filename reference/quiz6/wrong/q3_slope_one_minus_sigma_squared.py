"""The rule for tanh is used for sigma, 1 - sigma^2; the slope of sigma is sigma(1 - sigma)."""

QUESTION = "q3_slope"


def sigmoid_derivative(x):
    return 1 - sigmoid(x) ** 2
