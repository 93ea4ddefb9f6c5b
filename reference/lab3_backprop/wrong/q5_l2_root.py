"""The penalty is the norm itself; it is its square."""

import numpy as np

QUESTION = "q5_l2"


def l2_loss(loss, weights, alpha):
    return loss + alpha / 2 * np.sqrt(sum(np.sum(W**2) for W in weights))
