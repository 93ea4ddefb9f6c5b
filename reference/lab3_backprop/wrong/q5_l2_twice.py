"""The penalty's gradient is counted twice: that of alpha/2 * w^2 is alpha * w."""

QUESTION = "q5_l2"


def l2_step(W, b, dW, db, eta, alpha):
    return W - eta * (2 * alpha * W + dW), b - eta * db
