"""Only 1 is taken off the output's bias: each unit's -1 comes with that unit's weight."""

import numpy as np

QUESTION = "q2_tanh"


def sigmoid_net(hidden, output):
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    return 2 * hidden, np.append(output[0] - 1, 2 * output[1:])
