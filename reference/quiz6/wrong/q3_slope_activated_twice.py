"""The slope is taken at sigma(x) instead of x: sigma is applied once too often."""

QUESTION = "q3_slope"


def sigmoid_derivative(x):
    s = sigmoid(sigmoid(x))
    return s * (1 - s)
