"""The penalty is a mean over the weights; it is a sum."""

import numpy as np

QUESTION = "q5_l2"


def l2_loss(loss, weights, alpha):
    return loss + alpha / 2 * sum(np.mean(W**2) for W in weights)
