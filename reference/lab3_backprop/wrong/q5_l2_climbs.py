"""The step is added: that climbs."""

QUESTION = "q5_l2"


def l2_step(W, b, dW, db, eta, alpha):
    return W + eta * (alpha * W + dW), b + eta * db
