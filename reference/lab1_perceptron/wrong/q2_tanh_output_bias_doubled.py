"""The output's bias is doubled like the other output weights; it multiplies no sigma."""

import numpy as np

QUESTION = "q2_tanh"


def sigmoid_net(hidden, output):
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    return 2 * hidden, np.append(2 * output[0] - output[1:].sum(), 2 * output[1:])
