"""Only the first matrix is penalised; all are."""

import numpy as np

QUESTION = "q5_l2"


def l2_loss(loss, weights, alpha):
    return loss + alpha / 2 * np.sum(weights[0] ** 2)
