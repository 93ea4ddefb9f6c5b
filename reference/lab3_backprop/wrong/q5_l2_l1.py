"""This is the step of L1, which pulls all weights equally: L2 pulls in proportion to the weight."""

import numpy as np

QUESTION = "q5_l2"


def l2_step(W, b, dW, db, eta, alpha):
    return W - eta * (alpha * np.sign(W) + dW), b - eta * db
