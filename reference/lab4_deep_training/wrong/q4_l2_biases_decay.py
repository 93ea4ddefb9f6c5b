"""The biases decay too: the penalty is on the weights alone."""

QUESTION = "q4_l2"


def regularised_step(W, b, dW, db, rate, alpha):
    return W - rate * (alpha * W + dW), b - rate * (alpha * b + db)
