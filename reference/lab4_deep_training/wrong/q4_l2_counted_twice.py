"""The penalty counts twice, as on the slide: its slope is alpha * W, once."""

QUESTION = "q4_l2"


def regularised_step(W, b, dW, db, rate, alpha):
    return W - rate * (2 * alpha * W + dW), b - rate * db
