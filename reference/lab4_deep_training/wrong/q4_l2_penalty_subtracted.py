"""The penalty is subtracted: it makes large weights dearer, so it is added."""

import numpy as np

QUESTION = "q4_l2"


def regularised_loss(data_loss, weights, biases, alpha):
    return data_loss - alpha / 2 * sum(np.sum(np.square(W)) for W in weights)
