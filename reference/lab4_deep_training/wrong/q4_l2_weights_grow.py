"""The penalty has the wrong sign: it makes the weights grow."""

QUESTION = "q4_l2"


def regularised_step(W, b, dW, db, rate, alpha):
    return W - rate * (dW - alpha * W), b - rate * db
