"""The penalty is missing in the step."""

QUESTION = "q4_l2"


def regularised_step(W, b, dW, db, rate, alpha):
    return W - rate * dW, b - rate * db
