"""The weights are changed in place: the caller's arrays move too. Return new ones."""

QUESTION = "q4_l2"


def regularised_step(W, b, dW, db, rate, alpha):
    W -= rate * (alpha * W + dW)
    b -= rate * db
    return W, b
