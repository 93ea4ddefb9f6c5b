"""Biases are pulled towards 0 as well; only weights are."""

QUESTION = "q5_l2"


def l2_step(W, b, dW, db, eta, alpha):
    return W - eta * (alpha * W + dW), b - eta * (alpha * b + db)
