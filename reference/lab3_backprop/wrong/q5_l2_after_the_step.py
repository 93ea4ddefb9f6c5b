"""The pull is computed from the weights after the step; both parts belong to the weights before."""

QUESTION = "q5_l2"


def l2_step(W, b, dW, db, eta, alpha):
    return (1 - eta * alpha) * (W - eta * dW), b - eta * db
