"""The half is missing: the penalty is alpha/2 times the sum of squares."""

import numpy as np

QUESTION = "q5_l2"


def l2_loss(loss, weights, alpha):
    return loss + alpha * sum(np.sum(W**2) for W in weights)
