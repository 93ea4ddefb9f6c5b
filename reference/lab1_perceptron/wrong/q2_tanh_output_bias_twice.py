"""The sum is taken of the doubled weights: the -1 stands outside of the doubling."""

import numpy as np

QUESTION = "q2_tanh"


def sigmoid_net(hidden, output):
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    return 2 * hidden, np.append(output[0] - 2 * output[1:].sum(), 2 * output[1:])
