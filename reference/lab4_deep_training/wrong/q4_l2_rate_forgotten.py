"""The learning rate does not multiply the penalty: it multiplies both terms."""

QUESTION = "q4_l2"


def regularised_step(W, b, dW, db, rate, alpha):
    return W - alpha * W - rate * dW, b - rate * db
