"""One is taken off the output's bias for every unit: each -1 comes with its unit's own weight."""

import numpy as np

QUESTION = "q2_tanh"


def sigmoid_net(hidden, output):
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    return 2 * hidden, np.append(output[0] - len(output[1:]), 2 * output[1:])
