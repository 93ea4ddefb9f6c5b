"""The pull towards 0 is not multiplied by the learning rate."""

QUESTION = "q5_l2"


def l2_step(W, b, dW, db, eta, alpha):
    return W - alpha * W - eta * dW, b - eta * db
