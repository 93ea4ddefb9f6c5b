"""The step has alpha/2: the derivative of w^2 brings a 2 that cancels it."""

QUESTION = "q4_l2"


def regularised_step(W, b, dW, db, rate, alpha):
    return W - rate * (alpha / 2 * W + dW), b - rate * db
