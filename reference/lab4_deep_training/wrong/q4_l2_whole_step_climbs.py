"""The step goes uphill: it is taken away from the weights and biases."""

QUESTION = "q4_l2"


def regularised_step(W, b, dW, db, rate, alpha):
    return W + rate * (alpha * W + dW), b + rate * db
