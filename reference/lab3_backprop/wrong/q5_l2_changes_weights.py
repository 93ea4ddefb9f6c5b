"""The weights are changed in place."""

QUESTION = "q5_l2"


def l2_step(W, b, dW, db, eta, alpha):
    W -= eta * (alpha * W + dW)
    return W, b - eta * db
